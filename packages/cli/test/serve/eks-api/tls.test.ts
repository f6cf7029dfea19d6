import { chmod } from "node:fs/promises";
import { Agent, request } from "node:https";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ServeFixture } from "../support/serve-fixture.ts";

const fixture = new ServeFixture(beforeAll, afterAll);
const root = createSelfSignedCertificate("root");
const server = createCertificate("server", root, { isAuthority: false });
const client = createCertificate("ci", root, { isAuthority: false, usages: ["clientAuth"] });
const foreign = createCertificate("other", root, { isAuthority: false, usages: ["clientAuth"] });

test("callers with a client certificate have the rights of their subject", async () => {
  const { issuer } = await fixture.startIssuer();
  await fixture.writeAssociations("edge", "cart");
  await fixture.write("tls.crt", server.certificate);
  await fixture.write("tls.key", server.privateKey);
  await chmod(`${fixture.folder}/tls.key`, 0o600);
  await fixture.write("callers.pem", root.certificate);
  await fixture.write(
    "eks-auth.yaml",
    `listen: { port: 0 }
credentials: { embedded: { keyFile: session-key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: edge.yaml }
eksApi:
  port: 0
  tls: { certificateFile: tls.crt, keyFile: tls.key }
  callers:
    certificate: { caFile: callers.pem, callers: [{ name: ci, subject: "CN=ci", read: [edge] }] }
`,
  );
  const { command } = await fixture.serve();
  const url = /EKS API +(https:\S+) for ci/.exec(command.stdout)?.[1] ?? "";
  const ask = (path: string, certificate?: typeof client, method = "GET"): Promise<string> =>
    new Promise((resolve, reject) => {
      const agent = new Agent({
        ca: root.certificate,
        checkServerIdentity: () => undefined,
        ...(certificate && { cert: certificate.certificate, key: certificate.privateKey }),
      });
      request(url + path, { agent, method }, (response) => {
        response.resume();
        resolve(`${response.statusCode} ${response.headers["x-amzn-errortype"] ?? ""}`.trim());
      })
        .on("error", reject)
        .end();
    });
  const associations = "/clusters/edge/pod-identity-associations";
  expect(await ask(associations, client)).toBe("200");
  expect(await ask(`${associations}/a-0123456789abcdefg`, client, "DELETE")).toBe(
    "403 AccessDeniedException",
  );
  expect(await ask(associations, foreign)).toBe("403 AccessDenied");
  expect(await ask(associations)).toBe("403 MissingAuthenticationTokenException");
});
