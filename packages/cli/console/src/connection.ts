import { useEffect, useState } from "preact/hooks";
import type { ConsoleState, Exchange, FaultRates } from "../../src/console/api-types.ts";

/** Whether the page receives events. */
export type ConnectionStatus = "connecting" | "live" | "lost";

/** What the page knows, from the stream of events. */
export interface Connection {
  readonly status: ConnectionStatus;
  /** Undefined until the first event. */
  readonly state: ConsoleState | undefined;
  /** Changes when the associations were changed. */
  readonly associationsVersion: number;
}

/** As many as the server remembers. */
const maxExchanges = 200;

/** A browser connects again by itself after most failures, but not if the server answered with an error. */
const reconnectMs = 2_000;

/** Receives the events of the console, and connects again if the connection is lost. */
export function useConnection(): Connection {
  const [connection, setConnection] = useState<Connection>({
    status: "connecting",
    state: undefined,
    associationsVersion: 0,
  });
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: number | undefined;
    const change = (update: (before: Connection) => Connection) => setConnection(update);
    const on = <Data>(name: string, update: (before: Connection, data: Data) => Connection): void => {
      source?.addEventListener(name, ({ data }) => change((before) => update(before, JSON.parse(data))));
    };
    const connect = (): void => {
      source = new EventSource("api/events");
      on<ConsoleState>("state", (before, state) => ({
        status: "live",
        state,
        associationsVersion: before.associationsVersion + 1,
      }));
      on<Exchange>("exchange", (before, exchange) => ({
        ...before,
        state: before.state && withExchange(before.state, exchange),
      }));
      on<FaultRates>("faults", (before, faults) => ({
        ...before,
        state: before.state && withFaults(before.state, faults),
      }));
      on("associations", (before) => ({ ...before, associationsVersion: before.associationsVersion + 1 }));
      source.onerror = () => {
        change((before) => ({ ...before, status: "lost" }));
        if (source?.readyState === EventSource.CLOSED) {
          timer = window.setTimeout(connect, reconnectMs);
        }
      };
    };
    connect();
    return () => {
      source?.close();
      window.clearTimeout(timer);
    };
  }, []);
  return connection;
}

function withExchange(state: ConsoleState, exchange: Exchange): ConsoleState {
  const others = state.exchanges.filter(({ number }) => number !== exchange.number);
  const exchanges = [...others, exchange].sort((one, other) => one.number - other.number);
  return { ...state, exchanges: exchanges.slice(-maxExchanges) };
}

function withFaults(state: ConsoleState, faults: FaultRates): ConsoleState {
  return { ...state, dev: state.dev && { ...state.dev, faults } };
}
