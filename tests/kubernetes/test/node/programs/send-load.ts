// Exchanges a pod's token ten times a second until standard input ends, with the retries of an agent: send-load.ts FOLDER
// TOKEN-FILE ADDRESS PORT. Prints how many exchanges ended with each status.
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { exchange } from "./exchange.ts";

const [folder = "", tokenFile = "", address = "", port] = process.argv.slice(2);
const results: Record<string, number> = {};
let isRunning = true;
process.stdin.resume().once("end", () => {
  isRunning = false;
});

async function work(): Promise<void> {
  while (isRunning) {
    const start = Date.now();
    let result = await exchange(folder, tokenFile, address, Number(port));
    // A replica that ends is asked again until the Service has found another one.
    while ((typeof result === "string" || result >= 500) && Date.now() - start < 30_000) {
      results.retries = (results.retries ?? 0) + 1;
      await setTimeout(100);
      result = await exchange(folder, tokenFile, address, Number(port));
    }
    results[result] = (results[result] ?? 0) + 1;
    await setTimeout(400);
  }
}

const ended = Promise.all(Array.from({ length: 4 }, work));
process.stdout.write("started\n");
await once(process.stdin, "end");
await ended;
process.stdout.write(`${JSON.stringify(results)}\n`);
