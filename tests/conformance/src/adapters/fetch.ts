import { createFetchHandler } from "@eks-auth/server-runtime/fetch";
import { getTarget, type WireRequest } from "../http/requests.ts";
import type { Adapter } from "./adapter.ts";

/** The `Request` and `Response` of the platform, without a network. */
export const fetchAdapter: Adapter = {
  name: "./fetch",
  async open(handler) {
    const answer = createFetchHandler(handler);
    return {
      async send(wireRequest) {
        const response = await answer(makeRequest(wireRequest));
        const body = new Uint8Array(await response.arrayBuffer());
        return { status: response.status, headers: Object.fromEntries(response.headers), body };
      },
      close: async () => {},
    };
  },
};

function makeRequest(wireRequest: WireRequest): Request {
  const { method, headers, body } = wireRequest;
  return new Request(`http://127.0.0.1${getTarget(wireRequest)}`, {
    method,
    headers: Object.fromEntries(headers),
    body: body.length === 0 ? null : Buffer.from(body),
  });
}
