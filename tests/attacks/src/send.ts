import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { attackerAddress } from "./attacker.ts";
import type { GoodRequest } from "./good-client.ts";

/** An answer that the attacker got. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/**
 * Sends a request from the attacker's address, on a new connection.
 *
 * @throws Error if there is no answer
 */
export async function send(
  { url, method, headers, body }: GoodRequest,
  localAddress: string = attackerAddress,
): Promise<Answer> {
  const sent = request(url, { method, headers, localAddress, agent: false });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await text(response),
  };
}

/** How often a request is sent. */
const maxAttempts = 10;

/**
 * Sends requests, 20 at the same time, and counts their answers by status code. Like an agent, it repeats a request whose
 * connection was reset: a busy machine has no time for it.
 */
export async function sendMany(requests: readonly GoodRequest[]): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const queue = requests.values();
  async function work(): Promise<void> {
    for (const one of queue) {
      let status = "ECONNRESET";
      for (let attempt = 0; attempt < maxAttempts && status === "ECONNRESET"; attempt++) {
        status = await send(one).then(
          (answer) => String(answer.status),
          ({ code }: NodeJS.ErrnoException) => code ?? "unknown",
        );
      }
      counts[status] = (counts[status] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: 20 }, work));
  return counts;
}
