import type { Stub } from "../../run/load-stub.ts";
import { streamOnce } from "../../values/streams.ts";
import { encodeRequest } from "../wire/encode-request.ts";
import { sendDirect } from "../wire/send-direct.ts";
import { mutateResponse, type WireResponse } from "./mutate-response.ts";
import type { ResponsePlan } from "./random-response.ts";

/** Makes the bytes of a response by the stub. They end with the connection. */
export async function makeResponse(stub: Stub, plan: ResponsePlan): Promise<Uint8Array> {
  if (plan.bytes !== undefined) {
    return plan.bytes;
  }
  const { model, createHandler, createError } = stub;
  const { operation, input, members, isError, mutations } = plan;
  const handler = createHandler(
    () => {
      if (isError) {
        throw createError("Refused", members);
      }
      return operation.name === "PutStream"
        ? { ...members, content: streamOnce(members.content as Uint8Array) }
        : members;
    },
    { onError() {} },
  );
  const { status, headers, body } = await sendDirect(handler, encodeRequest(model, operation, input));
  const valid: WireResponse = {
    status,
    headers: [["connection", "close"], ...Object.entries(headers)],
    body,
  };
  return write(mutations.reduce(mutateResponse, valid));
}

function write({ status, headers, body }: WireResponse): Uint8Array {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Fuzz\r\n${lines.join("")}\r\n`, "latin1"), body]);
}
