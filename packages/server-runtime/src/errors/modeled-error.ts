import { canSendHeaders } from "../http/response.ts";
import { CodedError } from "./coded-error.ts";

/** Who caused an error, as the Smithy trait `@error` says. */
export type Fault = "client" | "server";

/** The members that the constructor of a modelled error takes. */
export interface ModeledErrorMembers {
  /** What went wrong, for the client to read. Sent as it is: put no secret into it. */
  readonly message?: string | undefined;
}

/** The options that the constructor of a modelled error takes. */
export interface ModeledErrorOptions extends ErrorOptions {
  /** Additional headers of the response, names in lower case, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * The base class of the error classes that are generated from a model. If an operation lists the error, the client gets
 * it with its own status; otherwise it is an unexpected error like any other.
 *
 * @see https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait
 */
export abstract class ModeledError<Members extends object = ModeledErrorMembers> extends CodedError {
  static override readonly brand: string = "@eks-auth/server-runtime/ModeledError";

  /** The short name of the error's shape, sent in the `x-amzn-errortype` header. */
  abstract override readonly name: string;
  /** The HTTP status. */
  abstract readonly status: number;
  /** Who caused it. */
  abstract readonly fault: Fault;

  /** The error's members as the model has them. Its message is also {@link message}, if it is called `Message` too. */
  readonly members: Members;
  /** Additional headers of the response, names in lower case; `undefined` if there are none. */
  readonly headers: Readonly<Record<string, string>> | undefined;

  /**
   * @param members - the error's members; optional if the model requires none
   * @param options - `headers`: additional headers of the response. `cause`: the error that led to this one; it is never
   *   sent
   * @throws TypeError if HTTP can't carry a header
   */
  constructor(
    ...[members, options]: Partial<Members> extends Members
      ? [members?: Members, options?: ModeledErrorOptions]
      : [members: Members, options?: ModeledErrorOptions]
  ) {
    super(findMessage(members), options);
    const headers = options?.headers;
    // A host would find out only while it sends the response, too late to send another one.
    if (headers !== undefined && !canSendHeaders(headers)) {
      throw new TypeError("A modelled error needs headers that HTTP can carry");
    }
    this.members = members ?? ({} as Members);
    this.headers = headers;
  }

  /** The error's name. */
  get code(): string {
    return this.name;
  }
}

/** Finds the text of the member `message`, which some models call `Message`. */
function findMessage(members: object = {}): string {
  const [, text] = Object.entries(members).find(([name]) => name.toLowerCase() === "message") ?? [];
  return typeof text === "string" ? text : "";
}
