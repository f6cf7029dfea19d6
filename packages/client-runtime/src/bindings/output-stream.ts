import type { OutputStream } from "../client/operation.ts";
import { ClientError } from "../errors/client-error.ts";

/** Receives an output that has a stream as its body. */
export const outputStream: OutputStream = {
  receive: async (response, _maxBytes, attempts) => ({
    ...response,
    body: new Uint8Array(),
    stream: countAttempts(response.body, attempts),
  }),
  joinSignals: (limits, caller) => (caller ? AbortSignal.any([limits, caller]) : limits),
};

/** The call has ended when the body is read, so errors get the number of tries here. */
async function* countAttempts(body: AsyncIterable<Uint8Array>, attempts: number): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    if (error instanceof ClientError) {
      error.attempts = attempts;
    }
    throw error;
  }
}
