import type { Peer } from "../http/request.ts";
import { type EventHeaders, type EventQuery, readHeaders, readQuery } from "./event-headers.ts";
import type { EventReader } from "./event-reader.ts";
import { encodePath } from "./lambda-path.ts";

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
    /** A load balancer has none. */
    readonly authorizer?: undefined;
  };
}

/** Reads an event of a load balancer. */
export class BalancerEventReader implements EventReader {
  readonly event: LambdaBalancerEvent;
  readonly #headers: ReadonlyMap<string, string>;

  constructor(event: LambdaBalancerEvent) {
    this.event = event;
    this.#headers = readHeaders(event);
  }

  get method(): string {
    return this.event.httpMethod;
  }

  get path(): string {
    return encodePath(this.event.path);
  }

  /** A load balancer passes keys and values as they were sent. */
  get query(): string {
    return readQuery(this.event, (text) => text);
  }

  /** The load balancer appends the client's address, with or without its port. */
  get peer(): Peer | undefined {
    const last = this.#headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
    const [, v4, v6] = /^(?:(\d[\d.]+)(?::\d+)?|\[?([\da-f:.]+?)\]?(?:(?<=\]):\d+)?)$/i.exec(last) ?? [];
    const address = v4 ?? v6;
    return address === undefined ? undefined : { address };
  }

  header(name: string): string | undefined {
    return this.#headers.get(name);
  }

  headerNames(): Iterable<string> {
    return this.#headers.keys();
  }
}
