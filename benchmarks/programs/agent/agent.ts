/** Serves the agent without effective rate limits. Argument: the URL of the upstream. */
import { createUpstream, startAgent } from "@eks-auth/agent";
import { reportUsage } from "../report-usage.ts";

const unlimited = { perSecond: 1e6, burst: 1e9 };

const { urls } = await startAgent({
  clusterName: "my-cluster",
  upstream: createUpstream({ endpoint: process.argv[2], sign: false }),
  listen: [{ host: "127.0.0.1", port: 0 }],
  limits: { perClient: unlimited, overall: unlimited },
});
reportUsage(Number(new URL(urls[0] ?? "").port));
