import type { Answer } from "../http/requests.ts";
import type { Model } from "../model/model.ts";
import type { RecordedRequest } from "./canned-server.ts";

/** What a call led to: a request, and an output or an error. */
export interface CallResult {
  /** Absent if the client failed before it sent a request. */
  readonly request: RecordedRequest | undefined;
  /** The output with its streams read, in the values of our stubs; absent if the call failed. */
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: ThrownError;
}

/** An error that a client threw. */
export interface ThrownError {
  readonly name: string;
  /** Whether it is an instance of the class that the client exports under this name. */
  readonly hasClass: boolean;
  /** The members of the model's error, in the values of our stubs. */
  readonly members: Readonly<Record<string, unknown>>;
  /** What the client threw. */
  readonly cause: unknown;
}

/** A client of a service. It runs one call at a time. */
export interface ClientUnderTest {
  /** `light, node:http`. */
  readonly name: string;
  readonly model: Model;
  /**
   * Calls an operation once, without a second try.
   *
   * @param endpoint - the URL of the client's endpoint, which need not exist: connections go to a server of this harness
   * @param input - in the values of our stubs
   * @param answer - what the server answers
   */
  readonly call: (endpoint: string, operation: string, input: unknown, answer: Answer) => Promise<CallResult>;
  readonly close: () => Promise<void>;
}
