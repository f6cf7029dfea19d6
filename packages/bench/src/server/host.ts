/**
 * A program: serves a subject on a free port of 127.0.0.1, and answers the questions of `server-messages.ts` over IPC.
 * Its argument is the path of the subject's module.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { ServerMessage, ServerQuestion } from "../measure/server-messages.ts";
import { goodOutput } from "./payload.ts";
import type { CreateServer } from "./subject.ts";

const { createServer }: { createServer: CreateServer } = await import(
  pathToFileURL(process.argv[2] ?? "").href
);
const server = await createServer(async () => goodOutput);
server.listen(0, "127.0.0.1");
await once(server, "listening");

// Who asks may be gone without having stopped us.
process.on("disconnect", () => process.exit());
process.on("message", async (question: ServerQuestion) => {
  send(question === "cpu" ? readCpu() : await readMemory());
});
send({ kind: "listening", port: (server.address() as AddressInfo).port });

function send(message: ServerMessage): void {
  process.send?.(message);
}

function readCpu(): ServerMessage {
  const { user, system } = process.cpuUsage();
  return { kind: "cpu", microseconds: user + system };
}

async function readMemory(): Promise<ServerMessage> {
  // What finalisers and closed connections let go of is garbage only at the second time.
  for (let time = 0; time < 2; time++) {
    globalThis.gc?.();
    await setTimeout(50);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { kind: "memory", rss, heap: heapUsed };
}
