import type { ServiceError } from "../errors/service-error.ts";
import type { RequestBody } from "../http/request.ts";
import type { ReceivedResponse } from "../http/response.ts";

/** What an operation writes its input to. */
export interface RequestParts {
  /** Percent-encoded, with a slash at the start. The endpoint's own path comes before it. */
  readonly path: string;
  /** Percent-encoded, without a question mark. */
  readonly query?: string | undefined;
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RequestBody;
  /** What comes before the endpoint's host, by the trait `@endpoint`: `data.`. */
  readonly hostPrefix?: string | undefined;
}

/** A scheme of authentication that a client supports. `none` sends the request without any. */
export type AuthScheme = "sigv4" | "bearer" | "none";

/** Parameters of the model's endpoint rules, by name. */
export type EndpointParameters = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** An operation of a model, as generated. */
export interface Operation<Input, Output> {
  /** The shape's name, `AssumeRoleForPodIdentity`. */
  readonly name: string;
  readonly method: string;
  /** Writes the input. @throws TypeError if it doesn't have the type that the model declares */
  readonly write: (input: Input) => RequestParts | Promise<RequestParts>;
  /** Reads a successful response. @throws Error if the response isn't as the model describes it */
  readonly read: (response: ReceivedResponse) => Output;
  /** The classes of the operation's errors, by name. */
  readonly errors: Readonly<Record<string, ErrorClass>>;
  /** Whether the output has a stream as its body, so that the body isn't read before. */
  readonly streamsOutput?: true;
  /** Whether the body isn't hashed for the signature, by the trait `@unsignedPayload`. */
  readonly unsignedPayload?: true;
  /** Computes `content-md5` for an operation with the trait `@httpChecksumRequired`: `contentMd5` of this package. */
  readonly checksum?: (body: string | Uint8Array) => string;
  /** The schemes that the operation supports, best first, if they aren't those of the service. */
  readonly auth?: readonly AuthScheme[];
  /** Parameters of the endpoint rules that the operation sets. */
  readonly endpointParameters?: (input: Input) => EndpointParameters;
}

/**
 * The class of an error of the model. Its constructor reads the members from the response: `new (errors[name] ??
 * ServiceError)(name, message, response)`. It throws if the response isn't as the model describes it.
 */
export type ErrorClass = new (name: string, message: string, response: ReceivedResponse) => ServiceError;

/** Where to send requests. */
export interface Endpoint {
  /** Absolute, without a query. */
  readonly url: string;
  /** Headers that the rules add. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The region and the service name to sign for, if the rules set them. */
  readonly signingRegion?: string | undefined;
  readonly signingName?: string | undefined;
}

/** What all operations of a service share, as generated. */
export interface ServiceDefinition {
  /** Identifies the API in the user agent: `EKS-Auth`. */
  readonly id: string;
  /** The name to sign for, `eks-auth`; undefined if the service has no SigV4. */
  readonly signingName: string | undefined;
  /** The schemes that the service supports, best first. */
  readonly auth: readonly AuthScheme[];
  /**
   * Finds the endpoint by the model's rules. The client gives `Region`, `Endpoint`, `UseFIPS` and `UseDualStack`, which the
   * names of the built-in parameters end with, and what the operation sets.
   *
   * @throws EndpointError if the rules refuse the parameters
   */
  readonly resolveEndpoint: (parameters: EndpointParameters) => Endpoint;
}
