import { chmod, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { root } from "@eks-auth/test-kit/repository";
import {
  type CertificateOptions,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, it } from "vitest";
import { Terminal } from "../src/terminal.ts";
import { TestNetwork } from "../src/test-network.ts";

it.runIf(TestNetwork.isAvailable())("the example of the agent calls the example of the server", async () => {
  await using folder = await makeTempFolder("eks-auth-examples");
  await cp(join(root, "deploy/examples"), folder.path, { recursive: true });
  const programs = folder.resolve("bin");
  const program = await folder.write(
    "bin/eks-auth",
    `#!/bin/sh\nexec ${process.execPath} ${eksAuthProgram} "$@"\n`,
  );
  await chmod(program, 0o755);
  const cluster = await startDevCluster();
  const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" }, node: "node-1" };
  await folder.write("token", await cluster.mintToken(pod));
  const keys = await fetch(`${cluster.issuer}/openid/v1/jwks`);
  await folder.write("edge.jwks.json", await keys.text());
  await cluster.stop();

  const authority = createSelfSignedCertificate("authority");
  await folder.write("ca.crt", authority.certificate);
  await folder.write("callers-ca.crt", authority.certificate);
  await writePair("tls", { names: [{ dns: "eks-auth.example.org" }] });
  await writePair("node-1", {
    names: [{ uri: "spiffe://example.org/node/node-1" }],
    usages: ["clientAuth"],
  });
  // A test can't write where the unit can, and the cluster has another name for its issuer.
  await adapt("eks-auth.yaml", [
    ["/var/log/eks-auth/audit.jsonl", "audit.jsonl"],
    ["stateDirectory: /var/lib/eks-auth", "stateDirectory: ."],
    ["https://kubernetes.default.svc.cluster.local", cluster.issuer],
  ]);
  await adapt("agent.env", [["/etc/eks-auth/", `${folder.path}/`]]);

  await using network = await TestNetwork.start(1);
  const [machine = network.server] = network.nodes;
  const hosts = `${network.server.address} eks-auth.example.org`;
  await using server = await Terminal.open(network.server, { folder: folder.path, programs });
  await using agent = await Terminal.open(machine, { folder: folder.path, programs, hosts });
  await using node = await Terminal.open(machine, { folder: folder.path, programs, hosts });

  await server.run("export AWS_ACCESS_KEY_ID=example AWS_SECRET_ACCESS_KEY=example");
  await server.start("eks-auth serve --config eks-auth.yaml", "Press Ctrl-C to stop.");
  await node.run("ip address add 169.254.170.23/32 dev lo");
  await agent.start(
    "set -a && . ./agent.env && eks-auth agent $EKS_AUTH_AGENT_OPTIONS",
    "Press Ctrl-C to stop.",
  );
  const status = await node.run(
    `curl --silent --output answer --write-out '%{http_code}' --header "Authorization: $(cat token)" http://169.254.170.23/v1/credentials`,
  );
  // STS can't be reached from here. Everything before it was accepted: certificate, token, node and association.
  expect(status).toBe("503");
  const records = (await folder.read("audit.jsonl")).trim().split("\n");
  expect(JSON.parse(records.at(-1) ?? "")).toMatchObject({
    outcome: "refused",
    code: "unavailable",
    caller: "node-1",
    cluster: "edge",
    role: "arn:aws:iam::111122223333:role/edge-cart",
  });

  async function writePair(name: string, options: CertificateOptions): Promise<void> {
    const { certificate, privateKey } = createCertificate(name, authority, {
      isAuthority: false,
      ...options,
    });
    await folder.write(`${name}.crt`, certificate);
    await writeFile(folder.resolve(`${name}.key`), privateKey, { mode: 0o600 });
  }

  async function adapt(name: string, changes: readonly (readonly [string, string])[]): Promise<void> {
    let text = await readFile(folder.resolve(name), "utf8");
    for (const [from, to] of changes) {
      expect(text).toContain(from);
      text = text.replaceAll(from, to);
    }
    await folder.write(name, text);
  }
});
