/**
 * The smallest agent that the library allows. It is JavaScript, because Node.js would load a compiler for TypeScript.
 * Arguments: the URL of the upstream, and `--no-sign-request` to send unsigned requests.
 */
import { createUpstream, startAgent } from "@eks-auth/agent";

const [endpoint, unsigned] = process.argv.slice(2);
const agent = await startAgent({
  clusterName: "my-cluster",
  upstream: createUpstream({ endpoint, region: "us-east-1", sign: unsigned === undefined }),
  listen: [{ host: "127.0.0.1", port: 0 }],
});
process.once("SIGTERM", () => agent.stop(0));
