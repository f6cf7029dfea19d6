import type { Peer } from "../http/request.ts";
import { type EventHeaders, type EventQuery, readQuery } from "./event-headers.ts";
import { encodePath } from "./lambda-path.ts";
import { MapEventReader } from "./map-event-reader.ts";

/**
 * Lambda's event for an HTTP request of an Application Load Balancer, with or without multi-value headers. It declares
 * only what is needed here.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export interface LambdaBalancerEvent extends EventHeaders, EventQuery {
  /** The method in capitals. */
  readonly httpMethod: string;
  /** The path as it was sent. */
  readonly path: string;
  /** The body; empty if there is none. */
  readonly body?: string | null | undefined;
  /** Whether `body` is base64. */
  readonly isBase64Encoded?: boolean | undefined;
  /** The transport of the request. */
  readonly requestContext: {
    readonly elb: object;
    /** A load balancer has none. It identifies requests by the header `x-amzn-trace-id`. */
    readonly requestId?: undefined;
    /** A load balancer has none. */
    readonly authorizer?: undefined;
  };
}

/** Reads an event of a load balancer. */
export class BalancerEventReader extends MapEventReader<LambdaBalancerEvent> {
  get path(): string {
    return encodePath(this.event.path);
  }

  /** A load balancer passes keys and values as they were sent. */
  get query(): string {
    return readQuery(this.event, (text) => text);
  }

  /** The load balancer appends the client's address, with or without its port. */
  get peer(): Peer | undefined {
    const last = this.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
    const [, v4, v6] = /^(?:(\d[\d.]+)(?::\d+)?|\[?([\da-f:.]+?)\]?(?:(?<=\]):\d+)?)$/i.exec(last) ?? [];
    const address = v4 ?? v6;
    return address === undefined ? undefined : { address };
  }
}
