import { bytes, type ClientCases } from "../cases.ts";

export const iotDataPlane: ClientCases = {
  client: "iot-data-plane",
  signedFor: "iotdata",
  calls: [
    {
      title: "a label with slashes, a payload of bytes and JSON in a header",
      operation: "Publish",
      sends: {
        topic: "house/kitchen lamp",
        qos: 1,
        retain: true,
        payload: bytes("\u0001on"),
        userProperties: '[{"a":"é"}]',
        payloadFormatIndicator: "UTF8_DATA",
        messageExpiry: 60,
      },
      arrives: {
        topic: "house/kitchen lamp",
        qos: 1,
        retain: true,
        payload: bytes("\u0001on"),
        userProperties: '[{"a":"é"}]',
        payloadFormatIndicator: "UTF8_DATA",
        messageExpiry: 60n,
      },
      returns: {},
    },
    {
      title: "a payload of bytes",
      operation: "GetThingShadow",
      sends: { thingName: "lamp", shadowName: "day" },
      returns: { payload: bytes('{"state":{}}') },
    },
    {
      title: "an error with the status 405",
      operation: "GetThingShadow",
      sends: { thingName: "lamp" },
      returns: { error: "MethodNotAllowedException", members: { message: "Not this thing." } },
    },
  ],
};
