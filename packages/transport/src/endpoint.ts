import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";

/** An endpoint would expose tokens and credentials. The message contains only its host, because a URL can contain a password. */
export class UnsafeEndpointError extends CodedError {
  static override readonly brand: string = "@eks-auth/transport/UnsafeEndpointError";
  override readonly name = "UnsafeEndpointError";
  readonly code = "endpoint_unsafe";

  /**
   * @param host - the endpoint's host, if it is a URL
   * @param source - a sentence that says where the endpoint can be set, if the caller does not know it
   */
  constructor(host: string | undefined, source?: string) {
    super(
      `The endpoint${host ? ` at ${host}` : ""} is not safe for tokens and credentials. ` +
        `It must be an https URL, or an http URL on this machine.${source === undefined ? "" : ` ${source}`}`,
    );
  }
}

/** Where the endpoint of a client of the AWS SDK can be set, apart from the client's own options. */
export const endpointSources =
  "The AWS SDK takes it from AWS_ENDPOINT_URL_STS or the like, from AWS_ENDPOINT_URL, or from endpoint_url in its configuration file.";

/** The AWS SDK cannot use the endpoint that is set. The message does not contain it, because a URL can contain a password. */
export class InvalidEndpointError extends CodedError {
  static override readonly brand: string = "@eks-auth/transport/InvalidEndpointError";
  override readonly name = "InvalidEndpointError";
  readonly code = "endpoint_invalid";

  /** @param reason - the message of the AWS SDK's error. The error itself contains the endpoint */
  constructor(reason: string) {
    super(`The AWS SDK can't use the endpoint that is set: ${reason.replace(/\.$/, "")}. ${endpointSources}`);
  }
}

/**
 * Checks that no one on the network can read what is sent to an endpoint.
 *
 * @param source - a sentence that says where the endpoint can be set, for the message
 * @throws UnsafeEndpointError if it is neither an https URL nor an http URL on this machine
 */
export function requireSafeEndpoint(endpoint: string | URL, source?: string): void {
  if (!isTrustedUrl(endpoint)) {
    const url = URL.parse(String(endpoint));
    // `localhost:8480` is a URL too, of another protocol.
    throw new UnsafeEndpointError(url?.protocol === "http:" ? url.host : undefined, source);
  }
}
