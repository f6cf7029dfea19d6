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
