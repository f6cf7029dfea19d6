import type { ClientCases } from "../cases.ts";

export const iot: ClientCases = {
  client: "iot",
  signedFor: "iot",
  calls: [
    {
      title: "a long integer and a map",
      operation: "DescribeThing",
      sends: { thingName: "lamp:1" },
      returns: {
        thingName: "lamp:1",
        thingArn: "arn:aws:iot:us-east-1:111122223333:thing/lamp:1",
        attributes: { color: "red", "a/b": "" },
        version: 9_007_199_254_740_991n,
      },
      yields: {
        thingName: "lamp:1",
        thingArn: "arn:aws:iot:us-east-1:111122223333:thing/lamp:1",
        attributes: { color: "red", "a/b": "" },
        version: 9_007_199_254_740_991,
      },
    },
    {
      title: "PATCH with defaults",
      operation: "UpdateThing",
      sends: { thingName: "lamp", attributePayload: { attributes: { color: "" } }, expectedVersion: 3 },
      arrives: {
        thingName: "lamp",
        attributePayload: { attributes: { color: "" }, merge: false },
        expectedVersion: 3n,
        removeThingType: false,
      },
      returns: {},
    },
    {
      title: "an error",
      operation: "UpdateThing",
      sends: { thingName: "lamp", removeThingType: true },
      returns: { error: "VersionConflictException", members: { message: "Another version." } },
    },
  ],
};
