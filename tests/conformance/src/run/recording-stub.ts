import { listen } from "../adapters/node.ts";
import { readStreams } from "../values/streams.ts";
import type { Stub } from "./load-stub.ts";

type Members = Readonly<Record<string, unknown>>;

/** What both sides of a call received. */
export interface RoundTrip {
  /** The operation that the stub called, and its input with its streams read to their ends. */
  readonly called: string | undefined;
  readonly received: Members | undefined;
  /** What the client returned, or the error that it threw. */
  readonly returned: unknown;
  readonly thrown: unknown;
  /** The errors that the stub answered with an internal error. */
  readonly failures: readonly unknown[];
}

/** A client that is connected to a stub of the same model. It runs one call at a time. */
export interface ConnectedClient {
  /** @param respond - returns the output or throws the error of the implementation */
  readonly call: (operation: string, input: Members, respond: () => unknown) => Promise<RoundTrip>;
  readonly close: () => Promise<void>;
}

/** A stub with `./node` on 127.0.0.1 that records its calls. It records one call at a time. */
export interface RecordingStub extends AsyncDisposable {
  readonly url: string;
  /**
   * Records a call.
   *
   * @param respond - returns the output or throws the error of the implementation
   * @param call - calls the stub by a client
   */
  readonly record: (respond: () => unknown, call: () => Promise<unknown>) => Promise<RoundTrip>;
}

/** Starts a stub on a free port. */
export async function startRecordingStub(stub: Stub): Promise<RecordingStub> {
  let respond: () => unknown;
  let called: string | undefined;
  let received: Members | undefined;
  let failures: unknown[] = [];
  const handler = stub.createHandler(
    async (operation, input) => {
      called = operation;
      received = await readStreams(input as Members);
      return respond();
    },
    { onError: (error) => void failures.push(error) },
  );
  const server = await listen(handler);
  return {
    url: server.url,
    async record(newRespond, call) {
      [respond, called, received, failures] = [newRespond, undefined, undefined, []];
      let returned: unknown;
      let thrown: unknown;
      try {
        returned = await call();
      } catch (error) {
        thrown = error;
      }
      return { called, received, returned, thrown, failures };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
