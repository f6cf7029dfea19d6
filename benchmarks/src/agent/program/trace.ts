import { readTold, traceProgram } from "../../measure/trace.ts";

/** Times that an agent tells of itself, in milliseconds since 1970. */
export interface Trace {
  /** Node.js is up, and begins with the program. */
  readonly started: number;
  /** All is imported, and the agent begins to listen. */
  readonly imported: number;
  /** The first pod's request is there. */
  readonly asked: number;
  /** The first request to the upstream is made, with its signature. */
  readonly sent: number;
  /** The upstream's answer begins. */
  readonly received: number;
  /** CPU time until the end, user and system, in microseconds. */
  readonly cpu: number;
}

/** Makes the options of Node.js that have an agent tell where it listens, and the times of its first request. */
export function traceAgent(): string[] {
  return traceProgram(`
    import { subscribe, unsubscribe } from "node:diagnostics_channel";
    const watch = (channel, act) => subscribe(channel, function first(message) {
      unsubscribe(channel, first);
      act(message);
    });
    watch("tracing:net.server.listen:asyncStart", () => tell("imported"));
    watch("tracing:net.server.listen:asyncEnd", ({ server }) => {
      write("listening", "http://127.0.0.1:" + server.address().port);
    });
    watch("http.server.request.start", () => tell("asked"));
    watch("http.client.request.start", () => tell("sent"));
    watch("http.client.response.finish", () => tell("received"));
  `);
}

/**
 * Reads what an agent told that has ended.
 *
 * @throws Error where something is missing
 */
export function readTrace(text: string): Trace {
  return readTold(text, ["started", "imported", "asked", "sent", "received", "cpu"]);
}
