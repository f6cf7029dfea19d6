import type { Peer } from "../http/request.ts";
import type { EventReader } from "./event-reader.ts";
import { type LambdaAuthentication, readCertificate } from "./lambda-authentication.ts";
import { encodePath, removeStage } from "./lambda-path.ts";

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
    /** The ID that the API has given the request. */
    readonly requestId?: string | undefined;
    /** Who the client is, by the API's authorizer: claims of a JWT, an IAM identity, or what a function returned. */
    readonly authorizer?: object | null | undefined;
    /** How the client authenticated to the API's custom domain. */
    readonly authentication?: LambdaAuthentication | null | undefined;
  };
}

/** Reads an event of payload format 2.0. */
export class HttpEventReader implements EventReader {
  readonly event: LambdaHttpEvent;

  constructor(event: LambdaHttpEvent) {
    this.event = event;
  }

  get method(): string {
    return this.event.requestContext.http.method;
  }

  get path(): string {
    const { rawPath, requestContext } = this.event;
    return removeStage(encodePath(rawPath), requestContext.stage);
  }

  get query(): string {
    return this.event.rawQueryString;
  }

  get peer(): Peer | undefined {
    const { http, authentication } = this.event.requestContext;
    const certificate = readCertificate(authentication ?? {});
    return http.sourceIp === undefined ? undefined : { address: http.sourceIp, certificate };
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
}
