import type { Adapter } from "../adapters/adapter.ts";
import type { Answer, WireRequest } from "../http/requests.ts";
import type { Model } from "../model/model.ts";
import { CallRecorder } from "./call-recorder.ts";
import type { Stub } from "./load-stub.ts";

/** A server whose implementation records its calls. It runs one case at a time. */
export interface ServerUnderTest {
  readonly model: Model;
  readonly recorder: CallRecorder;
  readonly createError: Stub["createError"];
  /** The request of cases that test the response. By default it contains only what the model requires. */
  readonly validRequest?: WireRequest;
  readonly send: (request: WireRequest) => Promise<Answer>;
  /** Returns the errors that caused internal errors since the last call. */
  readonly takeErrors: () => unknown[];
  readonly close: () => Promise<void>;
}

/** Starts a stub with an adapter. */
export async function startServer(stub: Stub, adapter: Adapter): Promise<ServerUnderTest> {
  const { model, createError, createHandler } = stub;
  const recorder = new CallRecorder(model);
  const errors: unknown[] = [];
  const handler = createHandler((operation, input) => recorder.call(operation, input), {
    onError: (error) => void errors.push(error),
  });
  const { send, close } = await adapter.open(handler);
  return { model, recorder, createError, send, takeErrors: () => errors.splice(0), close };
}
