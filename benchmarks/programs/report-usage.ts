import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

/** What a benchmark requests of a server process over IPC. */
export type UsageRequest =
  /** The CPU time since the process started. */
  | "cpu"
  /** The memory after a garbage collection; needs `--expose-gc`. */
  | "memory";

/** What a server process sends over IPC: `listening` once, then one message per request. */
export type UsageMessage =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "cpu"; readonly microseconds: number }
  | ({ readonly kind: "memory" } & MemoryUsage);

/** Memory in bytes. */
export interface MemoryUsage {
  /** The resident set of the process, Node.js included. */
  readonly rss: number;
  /** The live objects on V8's heap. */
  readonly heap: number;
}

/** Listens on a free port of 127.0.0.1 and reports the usage of this process to the benchmark that started it. */
export async function hostServer(server: Server): Promise<void> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  reportUsage((server.address() as AddressInfo).port);
}

/**
 * Reports over IPC that this process listens, then its usage on request.
 *
 * @param port - of 127.0.0.1
 */
export function reportUsage(port: number): void {
  // The benchmark can end without stopping this process.
  process.on("disconnect", () => process.exit());
  process.on("message", async (request: UsageRequest) => {
    send(request === "cpu" ? readCpu() : await readMemory());
  });
  send({ kind: "listening", port });
}

function send(message: UsageMessage): void {
  process.send?.(message);
}

function readCpu(): UsageMessage {
  const { user, system } = process.cpuUsage();
  return { kind: "cpu", microseconds: user + system };
}

async function readMemory(): Promise<UsageMessage> {
  // Objects released by finalizers and closed connections are collected only by the second run.
  for (let run = 0; run < 2; run++) {
    globalThis.gc?.();
    await setTimeout(50);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { kind: "memory", rss, heap: heapUsed };
}
