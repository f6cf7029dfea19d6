// Asks replicas of the service for the credentials of new pods until each gives some: await-credentials.ts OPTIONS.
// Prints "started", and then the time at which the last replica gave some, in milliseconds since 1970.
import { setTimeout as sleep } from "node:timers/promises";
import { exchange } from "../exchange.ts";
import { type LoadSite, readSite } from "../load-site.ts";
import { signPodToken } from "../pod-tokens.ts";

const { addresses, serviceAccount, site } = JSON.parse(process.argv[2] ?? "") as {
  readonly addresses: readonly string[];
  readonly serviceAccount: string;
  readonly site: LoadSite;
};
const { service, pods } = readSite(site);

async function wait(address: string): Promise<void> {
  while ((await exchange(service, address, signPodToken(pods, serviceAccount))) !== "200") {
    await sleep(20);
  }
}

process.stdout.write("started\n");
await Promise.all(addresses.map(wait));
process.stdout.write(`${Date.now()}\n`);
