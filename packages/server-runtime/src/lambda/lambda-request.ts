import { RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { HttpRequest, Peer } from "../http/request.ts";

/**
 * Lambda's event for an HTTP request, payload format 2.0, as HTTP APIs of API Gateway and function URLs send it. It
 * declares only what is needed here.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export interface LambdaHttpEvent {
  /**
   * The path; it begins with the stage if the stage has a name. A function URL leaves it percent-encoded. An HTTP API
   * decodes it, so a label can't hold a slash or a text that looks percent-encoded.
   */
  readonly rawPath: string;
  /** The query, percent-encoded, without the `?`; empty if there is none. */
  readonly rawQueryString: string;
  /** The headers, names in lower case; the values of a repeated one are joined with commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The cookies, which are not among the headers. */
  readonly cookies?: readonly string[] | undefined;
  /** The body; absent if there is none. */
  readonly body?: string | undefined;
  /** Whether `body` is base64. */
  readonly isBase64Encoded: boolean;
  /** The transport of the request. */
  readonly requestContext: {
    /** The stage of the API; `$default` if it isn't part of the path. */
    readonly stage: string;
    readonly http: {
      /** The method in capitals. */
      readonly method: string;
      /** The address of the client. */
      readonly sourceIp?: string | undefined;
    };
    /** Who the client is, by the API's authorizer: claims of a JWT, an IAM identity, or what a function returned. */
    readonly authorizer?: object | null | undefined;
    /** How the client authenticated to the API's custom domain. */
    readonly authentication?: LambdaAuthentication | null | undefined;
  };
}

/** How the client authenticated to the API. */
export interface LambdaAuthentication {
  /** The client's certificate, if the domain uses mutual TLS, which verified it. */
  readonly clientCert?:
    | {
        /** The certificate, PEM. */
        readonly clientCertPem?: string | undefined;
      }
    | null
    | undefined;
}

/** Lambda's response to a {@link LambdaHttpEvent}. */
export interface LambdaHttpResult {
  /** The status code. */
  statusCode: number;
  /** The headers, names in lower case. */
  headers: Record<string, string>;
  /** The body; empty if there is none. */
  body: string;
  /** Whether `body` is base64. */
  isBase64Encoded: boolean;
}

/** A Lambda event as the runtime's HttpRequest. */
export class LambdaRequest implements HttpRequest {
  /** Lambda's event, as Lambda passed it. */
  readonly event: LambdaHttpEvent;
  #peer: Peer | undefined;
  #signal: AbortSignal | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(event: LambdaHttpEvent) {
    this.event = event;
    this.method = event.requestContext.http.method;
    this.path = readPath(event);
    this.query = event.rawQueryString;
  }

  get peer(): Peer | undefined {
    this.#peer ??= readPeer(this.event);
    return this.#peer;
  }

  get hostRequest(): this {
    return this;
  }

  /** Never aborted: Lambda doesn't report disconnected clients. */
  get signal(): AbortSignal {
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  header(name: string): string | undefined {
    const { headers, cookies } = this.event;
    if (name === "cookie" && cookies !== undefined) {
      return cookies.join("; ");
    }
    return Object.hasOwn(headers, name) ? headers[name] : undefined;
  }

  headerNames(): Iterable<string> {
    const { headers, cookies } = this.event;
    const names = new Set(Object.keys(headers));
    return cookies === undefined ? names : names.add("cookie");
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const { body = "", isBase64Encoded } = this.event;
    const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
    if (bytes.length > maxBytes) {
      throw new RequestEntityTooLargeException(maxBytes);
    }
    return bytes;
  }

  async *streamBody(maxBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    const body = await this.readBody(maxBytes);
    if (body.length > 0) {
      yield body;
    }
  }
}

function readPeer({ requestContext: { http, authentication } }: LambdaHttpEvent): Peer | undefined {
  const { sourceIp: address } = http;
  if (address === undefined) {
    return undefined;
  }
  const pem = authentication?.clientCert?.clientCertPem;
  return pem === undefined ? { address } : { address, certificate: decodePem(pem) };
}

/** Returns the first certificate of a PEM text as DER, or `undefined` if there is none. */
function decodePem(pem: string): Uint8Array | undefined {
  const [, base64] =
    /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(pem) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, "base64");
}

/**
 * Characters that a percent-encoded path can't hold. A function URL passes the path as it was sent, an HTTP API decodes
 * it. Encoding only these characters gives an encoded path for both.
 */
const unencoded = /%(?![0-9a-f]{2})|[^!-~]|["#<>?\\^`{|}]/giu;

/** Returns the path without the stage, percent-encoded. */
function readPath({ rawPath, requestContext: { stage } }: LambdaHttpEvent): string {
  const path = rawPath.toWellFormed().replace(unencoded, encodeURIComponent);
  const prefix = `/${stage}`;
  if (stage === "$default" || !(path === prefix || path.startsWith(`${prefix}/`))) {
    return path;
  }
  return path.slice(prefix.length) || "/";
}
