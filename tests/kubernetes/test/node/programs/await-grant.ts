// Exchanges a pod's token at each replica until all have answered with credentials: await-grant.ts FOLDER TOKEN-FILE PORT
// ADDRESS... Prints the time in milliseconds since 1970 at which the last one did.
import { setTimeout } from "node:timers/promises";
import { exchange } from "./exchange.ts";

const [folder = "", tokenFile = "", port, ...replicas] = process.argv.slice(2);

async function awaitGrant(address: string): Promise<number> {
  while ((await exchange(folder, tokenFile, address, Number(port))) !== 200) {
    await setTimeout(50);
  }
  return Date.now();
}

process.stdout.write("started\n");
const times = await Promise.all(replicas.map(awaitGrant));
process.stdout.write(`${Math.max(...times)}\n`);
