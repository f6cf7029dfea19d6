import { RequestEntityTooLargeException } from "../errors/protocol-error.ts";
import type { HttpRequest } from "../http/request.ts";

/**
 * What Lambda hands over for an HTTP request: payload format 2.0, as HTTP APIs of API Gateway and function URLs send it.
 * Only what is needed here.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export interface LambdaHttpEvent {
  /**
   * The path; it begins with the stage where the stage has a name. A function URL leaves it percent-encoded, an HTTP API
   * decodes it: there a label can't hold a slash, nor a text that looks percent-encoded itself.
   */
  readonly rawPath: string;
  /** The query, percent-encoded, without the `?`; empty where there is none. */
  readonly rawQueryString: string;
  /** The headers, names in lower case; the values of a repeated one are joined with commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The cookies, which are not among the headers. */
  readonly cookies?: readonly string[] | undefined;
  /** The body; absent where there is none. */
  readonly body?: string | undefined;
  /** Whether `body` is base64. */
  readonly isBase64Encoded: boolean;
  /** How the request came. */
  readonly requestContext: {
    /** The stage of the API; `$default` where it isn't part of the path. */
    readonly stage: string;
    readonly http: {
      /** The method in capitals. */
      readonly method: string;
    };
  };
}

/** What Lambda takes for an answer to a {@link LambdaHttpEvent}. */
export interface LambdaHttpResult {
  /** The status code. */
  statusCode: number;
  /** The headers, names in lower case. */
  headers: Record<string, string>;
  /** The body; empty where there is none. */
  body: string;
  /** Whether `body` is base64. */
  isBase64Encoded: boolean;
}

/** An event of Lambda as the runtime sees requests. */
export class LambdaRequest implements HttpRequest {
  readonly #event: LambdaHttpEvent;
  #signal: AbortSignal | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;

  constructor(event: LambdaHttpEvent) {
    this.#event = event;
    this.method = event.requestContext.http.method;
    this.path = readPath(event);
    this.query = event.rawQueryString;
  }

  /** Never aborted: Lambda doesn't tell that a caller has gone away. */
  get signal(): AbortSignal {
    this.#signal ??= new AbortController().signal;
    return this.#signal;
  }

  header(name: string): string | undefined {
    const { headers, cookies } = this.#event;
    if (name === "cookie" && cookies !== undefined) {
      return cookies.join("; ");
    }
    return Object.hasOwn(headers, name) ? headers[name] : undefined;
  }

  headerNames(): Iterable<string> {
    const { headers, cookies } = this.#event;
    const names = new Set(Object.keys(headers));
    return cookies === undefined ? names : names.add("cookie");
  }

  async readBody(maxBytes: number): Promise<Uint8Array> {
    const { body = "", isBase64Encoded } = this.#event;
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

/**
 * What an encoded path can't hold. A function URL hands the path over as it was sent, an HTTP API decodes it; to encode
 * just these gives either a path that is encoded, and leaves alone what is.
 */
const unencoded = /%(?![0-9a-f]{2})|[^!-~]|["#<>?\\^`{|}]/giu;

/** A stage with a name begins the path, but is none of the service's business. */
function readPath({ rawPath, requestContext: { stage } }: LambdaHttpEvent): string {
  const path = rawPath.toWellFormed().replace(unencoded, encodeURIComponent);
  const prefix = `/${stage}`;
  if (stage === "$default" || !(path === prefix || path.startsWith(`${prefix}/`))) {
    return path;
  }
  return path.slice(prefix.length) || "/";
}
