import type { Peer } from "../http/request.ts";
import { type EventHeaders, type EventQuery, readQuery } from "./event-headers.ts";
import { type LambdaAuthentication, readCertificate } from "./lambda-authentication.ts";
import { encodePath, removeStage } from "./lambda-path.ts";
import { MapEventReader } from "./map-event-reader.ts";

/**
 * Lambda's event for an HTTP request, payload format 1.0, as REST APIs of API Gateway send it, and HTTP APIs with that
 * format. It declares only what is needed here.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface LambdaProxyEvent extends EventHeaders, EventQuery {
  /** `1.0` for an HTTP API. A REST API has no version. */
  readonly version?: string | undefined;
  /** The method in capitals. */
  readonly httpMethod: string;
  /** The path, decoded; that of an HTTP API begins with the stage if the stage has a name. */
  readonly path: string;
  /** The body; null if there is none. */
  readonly body?: string | null | undefined;
  /** Whether `body` is base64. */
  readonly isBase64Encoded?: boolean | undefined;
  /** The transport of the request. */
  readonly requestContext: {
    /** The stage of the API. */
    readonly stage?: string | undefined;
    readonly identity?: LambdaAuthentication & {
      /** The address of the client. */
      readonly sourceIp?: string | null | undefined;
    };
    /** The ID that the API has given the request. */
    readonly requestId?: string | undefined;
    /** Who the client is, by the API's authorizer. */
    readonly authorizer?: object | null | undefined;
  };
}

/** Reads an event of payload format 1.0. */
export class ProxyEventReader extends MapEventReader<LambdaProxyEvent> {
  /** The path of a REST API doesn't have the stage. */
  get path(): string {
    const { version, path, requestContext } = this.event;
    return removeStage(
      encodePath(path),
      version === undefined ? "$default" : (requestContext.stage ?? "$default"),
    );
  }

  /** API Gateway decodes keys and values. */
  get query(): string {
    return readQuery(this.event, (text) => encodeURIComponent(text.toWellFormed()));
  }

  get peer(): Peer | undefined {
    const { identity = {} } = this.event.requestContext;
    return typeof identity.sourceIp === "string"
      ? { address: identity.sourceIp, certificate: readCertificate(identity) }
      : undefined;
  }
}
