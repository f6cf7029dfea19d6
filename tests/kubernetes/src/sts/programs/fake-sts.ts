// A fake AWS STS on the node's network: fake-sts.ts ADDRESS PORT CERTIFICATE KEY. Prints each call as a line of JSON.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import { answerSuccess } from "@eks-auth/test-kit/fake-sts";

const [address, port, certificate = "", key = ""] = process.argv.slice(2);
const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) });
server.on("request", async (request, response) => {
  const parameters = Object.fromEntries(new URLSearchParams(await text(request)));
  const [, accessKeyId] = /Credential=(\w+)\//.exec(request.headers.authorization ?? "") ?? [];
  process.stdout.write(`${JSON.stringify({ parameters, accessKeyId })}\n`);
  answerSuccess(response, { parameters, accessKeyId }, request);
});
server.listen(Number(port), address);
await once(server, "listening");
process.stdout.write("ready\n");
