/** Sends a request again and again until it is stopped, and prints each answer's status and time as a line of JSON. */
import * as http from "node:http";
import * as https from "node:https";
import { setTimeout } from "node:timers/promises";
import type { GoodRequest } from "../src/good-client.ts";

/** Far longer than a server needs on a busy machine. */
const timeoutMs = 10_000;

const { url, method, headers, body, ca, perSecond = 20 } = JSON.parse(process.argv[2] ?? "") as GoodRequest;

const request = ca === undefined ? http.request : https.request;

function send(): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(url, { method, headers, ca, agent: false, timeout: timeoutMs }, (response) => {
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
