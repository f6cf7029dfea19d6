import type { Adapter } from "../adapters/adapter.ts";
import type { Answer, WireRequest } from "../http/message.ts";
import type { Model } from "../model/model.ts";
import type { Stub } from "../stub/load-stub.ts";
import { Implementation } from "./implementation.ts";

/** A stub behind an adapter, with an implementation that the cases can see into. One case at a time runs on it. */
export interface Subject {
  readonly model: Model;
  readonly implementation: Implementation;
  readonly createError: Stub["createError"];
  readonly send: (request: WireRequest) => Promise<Answer>;
  /** What the handler answered with an internal error since the last time that this was asked. */
  readonly takeErrors: () => unknown[];
  readonly close: () => Promise<void>;
}

/** Puts a stub behind an adapter. */
export async function openSubject(model: Model, stub: Stub, adapter: Adapter): Promise<Subject> {
  const implementation = new Implementation(model);
  const errors: unknown[] = [];
  const handler = stub.createHandler(implementation.service, (error) => errors.push(error));
  const { send, close } = await adapter.open(handler);
  return {
    model,
    implementation,
    createError: stub.createError,
    send,
    takeErrors: () => errors.splice(0),
    close,
  };
}
