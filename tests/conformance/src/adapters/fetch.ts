import { createFetchHandler } from "@eks-auth/server-runtime/fetch";
import { type Answer, getTarget, type WireRequest } from "../http/requests.ts";
import type { Adapter } from "./adapter.ts";
import { addContentLength } from "./content-length.ts";

/** The `Request` and `Response` of the platform, without a network between them. */
export const fetchAdapter: Adapter = {
  name: "./fetch",
  async open(handler) {
    const answer = createFetchHandler(handler);
    return {
      send: async (wireRequest) => readAnswer(await answer(makeRequest(wireRequest))),
      close: async () => {},
    };
  },
};

function makeRequest(wireRequest: WireRequest): Request {
  const { method, headers, body } = wireRequest;
  return new Request(`http://127.0.0.1${getTarget(wireRequest)}`, {
    method,
    headers,
    body: body.length === 0 ? null : Buffer.from(body),
  });
}

async function readAnswer(response: Response): Promise<Answer> {
  return addContentLength({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  });
}
