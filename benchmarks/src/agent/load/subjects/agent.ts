/** A program: the agent, with room for all requests that come. Its argument is the URL of the upstream. */
import { createUpstream, startAgent } from "@eks-auth/agent";
import { answerQuestions } from "../../../measure/host-server.ts";

const enough = { perSecond: 1e6, burst: 1e9 };

const { urls } = await startAgent({
  clusterName: "my-cluster",
  upstream: createUpstream({ endpoint: process.argv[2], sign: false }),
  listen: [{ host: "127.0.0.1", port: 0 }],
  limits: { perClient: enough, overall: enough },
});
answerQuestions(Number(new URL(urls[0] ?? "").port));
