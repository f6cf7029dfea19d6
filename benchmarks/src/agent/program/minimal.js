/**
 * A program: the least that makes an agent of the library. In JavaScript, for Node.js would load a compiler for TypeScript.
 * Its arguments are the URL of the upstream and, where requests are to go unsigned, `--no-sign-request`.
 */
import { createUpstream, startAgent } from "@eks-auth/agent";

const [endpoint, unsigned] = process.argv.slice(2);
const agent = await startAgent({
  clusterName: "my-cluster",
  upstream: createUpstream({ endpoint, region: "us-east-1", sign: unsigned === undefined }),
  listen: [{ host: "127.0.0.1", port: 0 }],
});
process.once("SIGTERM", () => agent.stop(0));
