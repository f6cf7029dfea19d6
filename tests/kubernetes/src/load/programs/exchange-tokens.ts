// Sends the tokens of a file of JSON to the service, one after the other: exchange-tokens.ts OPTIONS. Prints the outcomes as
// JSON.
import { readFileSync } from "node:fs";
import { exchange } from "../exchange.ts";
import { type LoadSite, readSite } from "../load-site.ts";

const { address, tokensFile, site } = JSON.parse(process.argv[2] ?? "") as {
  readonly address: string;
  readonly tokensFile: string;
  readonly site: LoadSite;
};
const { service } = readSite(site);
const outcomes: string[] = [];
for (const token of JSON.parse(readFileSync(tokensFile, "utf8")) as readonly string[]) {
  outcomes.push(await exchange(service, address, token).catch(String));
}
process.stdout.write(JSON.stringify(outcomes));
