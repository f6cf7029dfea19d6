// Sends requests on a node until it is stopped: send-load.ts OPTIONS. Prints each result as a line of JSON.
import { fromHttp } from "@aws-sdk/credential-provider-http";
import { askAgent, exchange } from "../exchange.ts";
import { readSite } from "../load-site.ts";
import { signPodToken } from "../pod-tokens.ts";
import type { LoadClient, LoadOptions, LoadResult } from "../steady-load.ts";

const { agentUrl, address, perSecond, site } = JSON.parse(process.argv[2] ?? "") as LoadOptions;
const { service, pods } = readSite(site);

/** What each client does with the token of a new pod. It returns `200` or what went wrong. */
const clients: Readonly<Record<LoadClient, (token: string) => Promise<string>>> = {
  async sdk(token) {
    const options = { awsContainerCredentialsFullUri: agentUrl, awsContainerAuthorizationToken: token };
    await fromHttp(options)();
    return "200";
  },
  agent: (token) => askAgent(agentUrl, token),
  service: (token) => exchange(service, address, token),
};

/** When the requests started that have no result yet. */
const running = new Set<{ readonly startedAt: number }>();

async function run(client: LoadClient): Promise<void> {
  const request = { startedAt: Date.now() };
  running.add(request);
  const outcome = await clients[client](signPodToken(pods, "cart")).catch(
    (error: NodeJS.ErrnoException) => `${error.code ?? error.name}: ${error.message}`,
  );
  running.delete(request);
  const now = Date.now();
  const [oldest = { startedAt: now }] = running;
  const result: LoadResult = {
    client,
    startedAt: request.startedAt,
    ms: now - request.startedAt,
    outcome,
    completeUntil: oldest.startedAt - 1,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

setInterval(() => {
  for (const client of Object.keys(clients) as LoadClient[]) {
    void run(client);
  }
}, 1_000 / perSecond);
