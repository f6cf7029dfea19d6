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
export abstract class ModeledError extends Error {
  /** The short name of the error's shape, sent in the `x-amzn-errortype` header. */
  abstract override readonly name: string;
  /** The HTTP status. */
  abstract readonly status: number;
  /** Whose fault it is. */
  abstract readonly fault: Fault;

  /**
   * @param members - the error's members as the model has them
   * @param options - `cause`: what led to it; it stays on the server
   */
  constructor(members: ModeledErrorMembers = {}, options?: ErrorOptions) {
    super(members.message, options);
  }
}
