/** Members of a structure. */
export type Members = Readonly<Record<string, unknown>>;

/** A call of an AWS SDK client. Streams are written as what they contain: bytes, or a list of events. */
export interface Call {
  /** What is special about the call; also its name. */
  readonly title: string;
  readonly operation: string;
  /** The input for the client. A function makes a new one for each call. */
  readonly sends: Members | (() => Members);
  /** What the stub's implementation must get; the same as `sends` if absent. */
  readonly arrives?: Members;
  /** What the implementation returns, or the modelled error that it throws. */
  readonly returns: Members | (() => Members) | ModeledFailure;
  /** What the client must return, or the members of its error; the same as `returns` if absent. */
  readonly yields?: Members;
}

/** A modelled error. */
export interface ModeledFailure {
  readonly error: string;
  readonly members: Members;
}

/** The calls of one client. */
export interface ClientCases {
  /** The package without `@aws-sdk/client-`, and the name of the model. */
  readonly client: string;
  /** The name that requests are signed for. */
  readonly signedFor: string;
  /** Whether the client speaks HTTP/2. */
  readonly http2?: boolean;
  readonly calls: readonly Call[];
}

/** Makes a stream of events, or of pieces. */
export async function* streamOf<T>(...items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** Encodes a text as bytes. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function isFailure(value: Call["returns"]): value is ModeledFailure {
  return "error" in value && "members" in value;
}
