/** Whose fault an error is, as the Smithy `@error` trait has it. */
export type Fault = "client" | "server";

/** The members that the constructor of a modelled error takes. */
export interface ModeledErrorMembers {
  /** What went wrong, for the caller to read. Sent as it is: put no secret into it. */
  readonly message?: string | undefined;
}

/**
 * The base of the error classes that are generated from a model. Thrown by an operation that lists it,
 * it reaches the caller with its own status; thrown elsewhere it is an unexpected error like any other.
 *
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait
 */
export abstract class ModeledError<Members extends object = ModeledErrorMembers> extends Error {
  /** The short name of the error's shape, sent in the `x-amzn-errortype` header. */
  abstract override readonly name: string;
  /** The HTTP status. */
  abstract readonly status: number;
  /** Whose fault it is. */
  abstract readonly fault: Fault;

  /** The error's members as the model has them. */
  readonly members: Members;

  /**
   * @param members - the error's members; they may be left out where none is required
   * @param options - `cause`: what led to it; it stays on the server
   */
  constructor(
    ...[members, options]: Partial<Members> extends Members
      ? [members?: Members, options?: ErrorOptions]
      : [members: Members, options?: ErrorOptions]
  ) {
    const { message }: { message?: unknown } = members ?? {};
    super(typeof message === "string" ? message : "", options);
    this.members = members ?? ({} as Members);
  }
}
