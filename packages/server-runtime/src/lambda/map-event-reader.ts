import type { Peer } from "../http/request.ts";
import type { LambdaBalancerEvent } from "./balancer-event.ts";
import { readHeaders } from "./event-headers.ts";
import type { EventReader } from "./event-reader.ts";
import type { LambdaProxyEvent } from "./proxy-event.ts";

/** Reads the method and the headers of an event that has its headers in a map, with one value each or with all. */
export abstract class MapEventReader<Event extends LambdaProxyEvent | LambdaBalancerEvent>
  implements EventReader
{
  readonly event: Event;
  readonly #headers: ReadonlyMap<string, string>;

  constructor(event: Event) {
    this.event = event;
    this.#headers = readHeaders(event);
  }

  abstract readonly path: string;
  abstract readonly query: string;
  abstract readonly peer: Peer | undefined;

  get method(): string {
    return this.event.httpMethod;
  }

  header(name: string): string | undefined {
    return this.#headers.get(name);
  }

  headerNames(): Iterable<string> {
    return this.#headers.keys();
  }
}
