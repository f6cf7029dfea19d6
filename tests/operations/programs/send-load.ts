/** Sends requests, each on a new connection, for a while, and prints what came back as one line of JSON. */

import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { LoadOptions, LoadResult } from "../src/load.ts";

/** An agent gives up after 1 s. Far longer, so that it shows how long an answer really took. */
const timeoutMs = 5_000;

const { port, requestsFile, durationMs, perSecond, concurrency, firstSource } = JSON.parse(
  process.argv[2] ?? "",
) as LoadOptions & { readonly firstSource: number };
const requests = JSON.parse(readFileSync(requestsFile, "utf8")) as readonly string[];

const outcomes: Record<string, number> = {};
const acceptedMs: number[] = [];
const refusedMs: number[] = [];
let sent = 0;

/** Sends one request. Many client addresses, so that no limit of one address counts. */
function send(): Promise<void> {
  const index = sent++;
  const { promise, resolve } = Promise.withResolvers<void>();
  const startedAt = performance.now();
  const localAddress = `127.0.${firstSource}.${1 + (index % 200)}`;
  const socket = connect({ host: "127.0.0.1", port, localAddress });
  let outcome = "";
  function end(result: string): void {
    if (outcome !== "") {
      return;
    }
    outcome = result;
    outcomes[result] = (outcomes[result] ?? 0) + 1;
    (result === "200" ? acceptedMs : refusedMs).push(performance.now() - startedAt);
    // Leaves no socket in the state TIME_WAIT.
    socket.resetAndDestroy();
    resolve();
  }
  socket.setTimeout(timeoutMs, () => end("timeout"));
  socket.on("error", ({ code = "unknown" }: NodeJS.ErrnoException) => end(code));
  socket.on("end", () => end("closed"));
  socket.on("close", () => end("closed"));
  socket.once("data", (chunk: Buffer) => end(chunk.toString("latin1", 9, 12)));
  socket.write(requests[index % requests.length] ?? "");
  return promise;
}

async function sendOneAfterAnother(endsAt: number): Promise<void> {
  while (performance.now() < endsAt) {
    await send();
  }
}

async function sendAtRate(rate: number, startedAt: number): Promise<void> {
  const running = new Set<Promise<void>>();
  for (let elapsedMs = 0; elapsedMs < durationMs; elapsedMs = performance.now() - startedAt) {
    // What was missed while this process waited for a CPU is sent now, as other clients would have done.
    for (let due = Math.ceil((elapsedMs * rate) / 1_000) - sent; due > 0; due--) {
      const request = send().then(() => running.delete(request));
      running.add(request as never);
    }
    await sleep(2);
  }
  await Promise.all(running);
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? 0;
}

const startedAt = performance.now();
await (perSecond === undefined
  ? Promise.all(Array.from({ length: concurrency ?? 1 }, () => sendOneAfterAnother(startedAt + durationMs)))
  : sendAtRate(perSecond, startedAt));
const result: LoadResult = {
  sent,
  outcomes,
  acceptedMs: {
    p50: quantile(acceptedMs, 0.5),
    p99: quantile(acceptedMs, 0.99),
    max: Math.max(0, ...acceptedMs),
  },
  refusedMs: {
    p50: quantile(refusedMs, 0.5),
    p99: quantile(refusedMs, 0.99),
    max: Math.max(0, ...refusedMs),
  },
  elapsedMs: performance.now() - startedAt,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
