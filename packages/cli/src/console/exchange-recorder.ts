import type { OnExchange } from "@eks-auth/service";
import type { FaultKind } from "../dev/faults/fault-kinds.ts";
import type { Exchange } from "./api-types.ts";
import { describeExchange } from "./describe-exchange.ts";

/** Options of {@link ExchangeRecorder}. */
export interface ExchangeRecorderOptions {
  /** How many exchanges a second are recorded: each takes up to about 5 ms. The others are counted. */
  readonly maxPerSecond: number;
  /** Called with what failed: an exchange must never fail because it is recorded. */
  readonly onError: (error: unknown) => void;
  /** The most exchanges; 200 by default. */
  readonly maxExchanges?: number;
  /** The most memory of all exchanges, in bytes of JSON; 2 MiB by default. */
  readonly maxBytes?: number;
  /** The current time in milliseconds; by default that of the system. */
  readonly now?: () => number;
}

/** An exchange that is remembered, with its JSON. */
export interface RecordedExchange {
  readonly exchange: Exchange;
  readonly json: string;
}

/** Remembers the last exchanges, without secrets, and tells its subscribers of each. */
export class ExchangeRecorder {
  readonly #options: Required<ExchangeRecorderOptions>;
  readonly #subscribers = new Set<(recorded: RecordedExchange) => void>();
  #recorded: RecordedExchange[] = [];
  #bytes = 0;
  #lastNumber = 0;
  #skipped = 0;
  #second = 0;
  #countOfSecond = 0;

  constructor(options: ExchangeRecorderOptions) {
    this.#options = { maxExchanges: 200, maxBytes: 2 ** 21, now: Date.now, ...options };
  }

  /** The hook of the service. */
  readonly onExchange: OnExchange = (createTrace) => {
    if (!this.#hasRoom()) {
      this.#skipped++;
      return;
    }
    try {
      this.#add(describeExchange(createTrace(), ++this.#lastNumber));
    } catch (error) {
      this.#options.onError(error);
    }
  };

  /**
   * Records a fault that was injected: as part of its exchange, if the service decided on the request.
   *
   * @param requestId - undefined for a fault of the agent
   */
  noteFault(fault: FaultKind, requestId: string | undefined): void {
    const known = requestId && this.#recorded.findLast(({ exchange }) => exchange.requestId === requestId);
    if (known) {
      this.#replace(known, { ...known.exchange, fault });
    } else if (this.#hasRoom()) {
      this.#add(describeFault(fault, requestId, ++this.#lastNumber, this.#options.now()));
    } else {
      this.#skipped++;
    }
  }

  /** The exchanges that are remembered, the oldest first. */
  get recorded(): readonly RecordedExchange[] {
    return this.#recorded;
  }

  /** How many exchanges were not recorded, because there were too many a second. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Calls a function for each exchange that is added or changed. @returns ends that */
  subscribe(onRecorded: (recorded: RecordedExchange) => void): () => void {
    this.#subscribers.add(onRecorded);
    return () => void this.#subscribers.delete(onRecorded);
  }

  #hasRoom(): boolean {
    const second = Math.floor(this.#options.now() / 1000);
    this.#countOfSecond = second === this.#second ? this.#countOfSecond + 1 : 1;
    this.#second = second;
    return this.#countOfSecond <= this.#options.maxPerSecond;
  }

  #add(exchange: Exchange): void {
    const added = toRecorded(exchange);
    this.#recorded.push(added);
    this.#bytes += added.json.length;
    this.#dropOldest();
    this.#publish(added);
  }

  #replace(known: RecordedExchange, exchange: Exchange): void {
    const changed = toRecorded(exchange);
    this.#recorded = this.#recorded.map((each) => (each === known ? changed : each));
    this.#bytes += changed.json.length - known.json.length;
    this.#publish(changed);
  }

  #dropOldest(): void {
    const { maxExchanges, maxBytes } = this.#options;
    while (this.#recorded.length > maxExchanges || this.#bytes > maxBytes) {
      this.#bytes -= this.#recorded.shift()?.json.length ?? 0;
    }
  }

  #publish(recorded: RecordedExchange): void {
    for (const onRecorded of this.#subscribers) {
      onRecorded(recorded);
    }
  }
}

function toRecorded(exchange: Exchange): RecordedExchange {
  return { exchange, json: JSON.stringify(exchange) };
}

function describeFault(
  fault: FaultKind,
  requestId: string | undefined,
  number: number,
  now: number,
): Exchange {
  return {
    number,
    requestId,
    time: new Date(now).toISOString(),
    outcome: "fault",
    fault,
    cluster: undefined,
    pod: undefined,
    caller: undefined,
    clientAddress: undefined,
    refusal: undefined,
    checks: [],
    association: undefined,
    considered: undefined,
    session: undefined,
  };
}
