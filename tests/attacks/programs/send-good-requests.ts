/** Sends a request again and again until it is stopped, and prints each answer's status and time as a line of JSON. */
import { request } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { GoodRequest } from "../src/good-client.ts";

/** Far longer than a server needs on a busy machine. */
const timeoutMs = 10_000;

const { url, method, headers, body, perSecond = 20 } = JSON.parse(process.argv[2] ?? "") as GoodRequest;

function send(): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(url, { method, headers, agent: false, timeout: timeoutMs }, (response) => {
      response.resume();
      response.on("close", () => resolve(response.complete ? String(response.statusCode) : "incomplete"));
    });
    sent.on("timeout", () => sent.destroy(Object.assign(new Error(), { code: "timeout" })));
    sent.on("error", ({ code = "unknown" }: NodeJS.ErrnoException) => resolve(code));
    sent.end(body);
  });
}

while (true) {
  const start = performance.now();
  const result = await send();
  const ms = performance.now() - start;
  process.stdout.write(`${JSON.stringify({ result, ms })}\n`);
  await setTimeout(Math.max(0, 1_000 / perSecond - ms));
}
