import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { LoadRequest } from "../../measure/load.ts";
import { makeRequest } from "../load/requests.ts";

/** How many pods ask at once. */
const atOnce = 8;

/**
 * Has each pod ask once, from an address of its own as pods have them, so that no limit is in the way. Linux alone has
 * more than one loopback address.
 *
 * @param origin - where the agent listens
 * @throws CommandError where one gets no credentials
 */
export async function askEach(origin: string, tokens: readonly string[]): Promise<void> {
  const waiting = tokens.entries();
  async function askNext(): Promise<void> {
    for (const [pod, token] of waiting) {
      await ask(origin, makeRequest(token), `127.1.${pod >> 8}.${pod & 255}`);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, askNext));
}

async function ask(
  origin: string,
  { method, path, headers }: LoadRequest,
  localAddress: string,
): Promise<void> {
  const sent = request(origin + path, { method, headers, localAddress, agent: false }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const body = await text(response);
  if (response.statusCode !== 200) {
    throw new CommandError(`The agent answered ${response.statusCode}: ${body}`);
  }
}
