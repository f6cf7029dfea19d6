import type { AwsCredentials, BearerToken } from "../credentials/credentials.ts";
import type { ServiceError } from "../errors/service-error.ts";
import type { HttpRequest, RequestBody } from "../http/request.ts";
import type { HttpResponse, ReceivedResponse } from "../http/response.ts";
import type { Platform } from "../platform/platform.ts";

/** What an operation writes its input to. */
export interface RequestParts {
  /** Percent-encoded, with a slash at the start. The endpoint's own path comes before it. */
  readonly path: string;
  /** Percent-encoded, without a question mark. */
  readonly query?: string | undefined;
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RequestBody;
  /** Changes the endpoint's host, by the trait `@endpoint`: `prefixHost("data.")` of this package. */
  readonly toHost?: ((host: string) => string) | undefined;
}

/** Gets the credentials or the token of a client's options. */
export interface GetIdentity {
  (option: "credentials"): Promise<AwsCredentials | null | undefined>;
  (option: "token"): Promise<BearerToken | null | undefined>;
}

/**
 * A scheme of authentication, such as `sigV4` of this package. Bundles have only those that are named.
 *
 * @param endpoint - with what to sign for
 * @param date - the time of a signature
 * @returns the request with its authentication; undefined if the client lacks the credentials
 */
export type AuthScheme = (
  request: HttpRequest,
  getIdentity: GetIdentity,
  endpoint: Endpoint,
  date: Date,
  platform: Platform,
) => Promise<HttpRequest | undefined>;

/** How a client receives an output that has a stream as its body: `outputStream` of this package. */
export interface OutputStream {
  /**
   * Takes a response without reading its body.
   *
   * @param attempts - the number of tries, for the errors of who reads it
   */
  readonly receive: (response: HttpResponse, maxBytes: number, attempts: number) => Promise<ReceivedResponse>;
  /** The signal of a request. The time limits end with the headers of the response; the caller's signal doesn't. */
  readonly joinSignals: (limits: AbortSignal, caller: AbortSignal | undefined) => AbortSignal;
}

/** Parameters of any model's endpoint rules, by name. */
export type EndpointParameters = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** An operation of a model, as generated. */
export interface Operation<Input, Output> {
  readonly method: string;
  /** Writes the input. @throws TypeError if it doesn't have the type that the model declares */
  readonly write: (input: Input) => RequestParts | Promise<RequestParts>;
  /** Reads a successful response. @throws Error if the response isn't as the model describes it */
  readonly read: (response: ReceivedResponse) => Output;
  /** The classes of the operation's errors, by name. */
  readonly errors: Readonly<Record<string, ErrorClass>>;
  /** For an output that has a stream as its body, so that the body isn't read before. */
  readonly outputStream?: OutputStream;
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

/**
 * What all operations of a service share, as generated.
 *
 * @typeParam Parameters - those of the model's endpoint rules
 */
export interface ServiceDefinition<Parameters = EndpointParameters> {
  /** Identifies the API in the user agent: `EKS-Auth`. */
  readonly id: string;
  /** The name to sign for, `eks-auth`; undefined if the service has no SigV4. */
  readonly signingName: string | undefined;
  /** The schemes that the service supports, best first. */
  readonly auth: readonly AuthScheme[];
  /**
   * Finds the endpoint by the model's rules. The built-in parameters are the client's options `region`, `endpoint`,
   * `useFipsEndpoint` and `useDualstackEndpoint`. The others are what the operation sets.
   *
   * @throws EndpointError if the rules refuse the parameters
   */
  readonly resolveEndpoint: (parameters: Parameters) => Endpoint;
}
