import type { OutputStream } from "../client/operation.ts";

/** Receives an output that has a stream as its body. */
export const outputStream: OutputStream = {
  receive: async (response) => ({ ...response, body: new Uint8Array(), stream: response.body }),
  joinSignals: (limits, caller) => (caller ? AbortSignal.any([limits, caller]) : limits),
};
