import type { Server } from "node:http";
import type { Http2SecureServer, Http2Server } from "node:http2";
import type { LoadLimit } from "../handler/load-limit.ts";
import { FairSlots } from "../limits/fair-slots.ts";
import { AcceptQueue } from "./accept-queue.ts";
import { LoadMeter } from "./load-meter.ts";

/** Options of a {@link LoadShedder}. */
export interface LoadShedderOptions {
  /** How long new connections can wait until they are accepted, in milliseconds. Default 250. */
  readonly maxQueueMs?: number;
  /**
   * How long the requests that run can keep the process busy, in milliseconds. Default 600. Requests beyond are refused.
   */
  readonly maxWorkMs?: number;
  /** Called for each connection that is closed, and for each request that is refused. It must not throw. */
  readonly onShed?: (refused: "connection" | "request") => void;
}

/** How often the load is measured. */
const intervalMs = 50;

/** One address can have 90% of what runs. Clients behind a proxy or NAT share an address. */
const partOfFree = 9;

/**
 * Refuses what a process has no time for, as early as possible, so that what it accepts is answered in time: new
 * connections are closed, and requests on open connections are answered with 503. Nothing must be configured, because it
 * measures how long connections wait and what a request costs. An address that asks for less than others is refused last.
 *
 * Requests count only while the process is busy, so those that wait for another server keep no others out.
 *
 * @example
 * const shedder = new LoadShedder();
 * const server = createServer(createNodeListener(createHandler(service, { loadLimit: shedder })));
 * shedder.watch(server);
 */
export class LoadShedder implements LoadLimit {
  readonly #maxQueueMs: number;
  readonly #onShed: LoadShedderOptions["onShed"];
  readonly #meter: LoadMeter;
  /** Of the requests that started since the process became busy. */
  #slots = new FairSlots(partOfFree);
  /** Which time of being busy this is. */
  #period = 0;
  /** How many requests ended in this interval. */
  #ended = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param meter - measures the process */
  constructor(
    { maxQueueMs = 250, maxWorkMs = 600, onShed }: LoadShedderOptions = {},
    meter: LoadMeter = new LoadMeter(maxWorkMs),
  ) {
    this.#maxQueueMs = maxQueueMs;
    this.#onShed = onShed;
    this.#meter = meter;
  }

  /**
   * Watches the connections of a server whose handler has this as its `loadLimit`. It sets the server's `maxConnections`,
   * so use `limitConnections` to limit connections.
   *
   * @param server - a server of `node:http`, `node:https` or `node:http2` that doesn't listen yet
   */
  watch(server: Server | Http2Server | Http2SecureServer): void {
    new AcceptQueue(server as Server, this.#maxQueueMs, () => this.#onShed?.("connection"));
  }

  hasRoom(address: string): boolean {
    const hasRoom = this.#slots.hasRoom(address, this.#meter.limit);
    if (!hasRoom) {
      this.#onShed?.("request");
    }
    return hasRoom;
  }

  start(address: string): number {
    if (this.#timer === undefined) {
      this.#meter.start();
      this.#timer = setTimeout(this.#measure, intervalMs).unref();
    }
    this.#slots.take(address);
    return this.#period;
  }

  end(address: string, started: number): void {
    this.#ended += 1;
    if (started === this.#period) {
      this.#slots.free(address);
    }
  }

  readonly #measure = (): void => {
    const isIdle = this.#ended === 0 && this.#slots.size === 0;
    const isBusy = this.#meter.measure(this.#ended);
    this.#ended = 0;
    if (!isBusy) {
      // The event loop has had time for all of them, so they wait for something else.
      this.#period += 1;
      this.#slots = new FairSlots(partOfFree);
    }
    this.#timer = isIdle ? undefined : setTimeout(this.#measure, intervalMs).unref();
  };
}
