import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { expect } from "vitest";
import { attack, isShort } from "../src/attack.ts";
import { sendMany } from "../src/send.ts";
import { credentialsRequest, pod, startAgent } from "../src/target.ts";

/** Far above the limit of 64 KiB, because the system buffers on both sides. */
const maxBytes = 16 * 1_024 * 1_024;

/** Something between the agent and the API. It forwards the first request, and answers others without an end. */
class HostileApi {
  /** The bytes that the agent accepted, of each answer without an end. */
  readonly accepted: number[] = [];
  #hasForwarded = false;
  #listening: LoopbackServer | undefined;

  async start(api: string): Promise<string> {
    this.#listening = await listenOnLoopback(
      createServer((incoming, response) => {
        if (this.#hasForwarded) {
          this.#answerEndlessly(response);
        } else {
          this.#hasForwarded = true;
          forward(api, incoming, response);
        }
      }),
    );
    return this.#listening.url;
  }

  #answerEndlessly(response: ServerResponse): void {
    const { socket } = response;
    response.once("close", () => this.accepted.push(socket?.bytesWritten ?? 0));
    sendEndlessly(response);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listening?.[Symbol.asyncDispose]();
  }
}

function forward(api: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers, url = "" } = incoming;
  const outgoing = request(new URL(url, api), { method, headers }, (answer) => {
    answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers));
  });
  incoming.pipe(outgoing);
}

let hostile: HostileApi;

attack(
  "agent: an API whose answers never end",
  async () => {
    hostile = new HostileApi();
    return startAgent(async ({ url }) => ["--endpoint", await hostile.start(url)]);
  },
  async ({ service: { issuer }, url }) => {
    const tokens = await Promise.all(
      Array.from({ length: isShort ? 20 : 200 }, (_, index) =>
        issuer.mintToken({ ...pod, pod: { name: `pod-${index}` } }),
      ),
    );
    const answers = await sendMany(tokens.map((token) => credentialsRequest(url, token)));
    expect(answers).toEqual({ "503": tokens.length });
    expect(hostile.accepted.length).toBeGreaterThan(0);
    expect(Math.max(...hostile.accepted)).toBeLessThan(maxBytes);
  },
  { finish: () => hostile[Symbol.asyncDispose]() },
);
