import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { ServerMessage, ServerQuestion } from "./server-messages.ts";

/**
 * Has a server listen on a free port of 127.0.0.1, and answers the questions of `server-messages.ts` over IPC: what a
 * program does that {@link ServerProcess} starts.
 */
export async function hostServer(server: Server): Promise<void> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  answerQuestions((server.address() as AddressInfo).port);
}

/**
 * Says over IPC that this process listens, and answers the questions of `server-messages.ts`.
 *
 * @param port - of 127.0.0.1
 */
export function answerQuestions(port: number): void {
  // Who asks may be gone without having stopped us.
  process.on("disconnect", () => process.exit());
  process.on("message", async (question: ServerQuestion) => {
    send(question === "cpu" ? readCpu() : await readMemory());
  });
  send({ kind: "listening", port });
}

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
