/**
 * Does for pods what an agent must, with only Node.js's own HTTP and cryptography: each request becomes a signed call, whose
 * credentials are the response. No token is checked, nothing is cached, and nothing has a limit. It has the arguments of
 * `eks-auth agent`, and uses `--cluster` and `--endpoint`.
 */
import { createCall } from "../client/bare.js";

// An import of node:http would load undici, too.
const { createServer } = process.getBuiltinModule("node:http");

const readOption = (name) => process.argv[process.argv.indexOf(name) + 1];
const settings = {
  endpoint: readOption("--endpoint"),
  region: "us-east-1",
  credentials: { secretAccessKey: "unused", accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
};

const server = createServer(async (request, response) => {
  const input = { clusterName: readOption("--cluster"), token: request.headers.authorization };
  const { credentials } = await createCall({ ...settings, input })();
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  const body = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken };
  response.end(JSON.stringify({ ...body, Expiration: expiration.toISOString() }));
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
