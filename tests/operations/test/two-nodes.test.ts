import { chmod } from "node:fs/promises";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { fetchCredentialsCommand } from "@eks-auth/test-kit/eks-auth-command";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchKeys } from "../src/fetch-keys.ts";
import { type TestMachine, TestNetwork } from "../src/test-network.ts";

const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" }, node: "node-1" };

/** `eks-auth serve` with TLS and the agents as callers on one machine, and an `eks-auth agent` on each of two nodes. */
describe.runIf(TestNetwork.isAvailable())("a service on the network, and the agents of two nodes", () => {
  const resources = new AsyncDisposableStack();
  let network: TestNetwork;
  let folder: TempFolder;
  let service: StartedProgram;
  let agents: readonly StartedProgram[];

  beforeAll(async () => {
    folder = resources.use(await makeTempFolder("eks-auth-network"));
    const cluster = await startDevCluster();
    resources.defer(() => cluster.stop());
    network = resources.use(await TestNetwork.start(2));
    await writeFiles(folder, cluster, network.server);
    service = resources.use(
      network.server.startEksAuth(["serve", "--config", folder.resolve("eks-auth.yaml")]),
    );
    await service.waitFor("Press Ctrl-C to stop.");
    agents = network.nodes.map((node, index) => startAgent(node, `node-${index + 1}`));
    await Promise.all(agents.map((agent) => agent.waitFor("Press Ctrl-C to stop.")));
  });

  afterAll(() => resources.disposeAsync());

  function startAgent(machine: TestMachine, node: string): StartedProgram {
    const endpoint = `https://${network.server.address}:8480`;
    return resources.use(
      machine.startEksAuth([
        ...["agent", "--cluster", "edge", "--endpoint", endpoint, "--ca-file", folder.resolve("ca.crt")],
        ...["--caller-token-file", folder.resolve(`${node}.token`), "--listen", "127.0.0.1:8481"],
      ]),
    );
  }

  /** What an AWS SDK of the pod gets on a node. */
  async function fetchOn(node: number): Promise<{ status: number; accountId?: string; reason?: string }> {
    const [program = "", ...args] = fetchCredentialsCommand;
    const env = {
      ...cleanEnvironment(),
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:8481/v1/credentials",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: folder.resolve("pod.token"),
    };
    await using client = (network.nodes[node - 1] as TestMachine).start(program, args, { env });
    return JSON.parse((await client.finish()).stdout).answer;
  }

  it("the agent of the pod's node gets its credentials", async () => {
    expect(await fetchOn(1)).toMatchObject({ status: 200, accountId: "111122223333" });
  });

  it("the same pod token is refused from the agent of the other node", async () => {
    const answer = await fetchOn(2);
    expect(answer.status).toBe(503);
    expect(service.stderr).toContain('"code":"node_differs"');
  });

  it("the audit log has a record of both, with the caller and its node", async () => {
    const records = (await folder.read("audit.jsonl"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ outcome }) => outcome)).toEqual(["granted", "refused"]);
    expect(JSON.stringify(records[0])).toContain("node-1");
    expect(JSON.stringify(records[1])).toContain("node_differs");
  });

  it("a request without a caller is refused", async () => {
    const args = ["-s", "--cacert", folder.resolve("ca.crt"), "-H", "content-type: application/json"];
    const url = `https://${network.server.address}:8480/clusters/edge/assume-role-for-pod-identity`;
    const format = "%{http_code} %header{x-amzn-errortype}";
    const { stdout } = await (network.nodes[0] as TestMachine).run(
      "curl",
      ...[...args, "-o", "/dev/null", "-w", format, "-d", JSON.stringify({ token: "a.b.c" }), url],
    );
    expect(stdout).toBe("403 MissingAuthenticationTokenException");
  });
});

async function writeFiles(folder: TempFolder, cluster: DevCluster, { address }: TestMachine): Promise<void> {
  const audience = `https://${address}:8480`;
  const authority = createSelfSignedCertificate("test authority");
  const bytes = address.split(".").map(Number);
  const server = createCertificate("eks-auth", authority, {
    isAuthority: false,
    names: [{ address: bytes }],
  });
  await folder.write("ca.crt", authority.certificate);
  await folder.write("tls.crt", server.certificate);
  await chmod(await folder.write("tls.key", server.privateKey), 0o600);
  await folder.write("keys.json", JSON.stringify({ keys: await fetchKeys(cluster.issuer) }));
  await folder.write("pod.token", await cluster.mintToken(pod));
  for (const node of ["node-1", "node-2"]) {
    const agent = { namespace: "eks-auth", serviceAccount: "eks-auth-agent", pod: { name: `agent-${node}` } };
    await folder.write(`${node}.token`, await cluster.mintToken({ ...agent, node, audience }));
  }
  await folder.write(
    "edge.yaml",
    `associations: [{ namespace: shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }]\n`,
  );
  await folder.write(
    "eks-auth.yaml",
    `listen: { host: ${address}, port: 8480, publicHosts: ["${address}"], tls: { certificateFile: tls.crt, keyFile: tls.key } }
callers:
  serviceAccount: { audience: "${audience}", namespace: eks-auth, name: eks-auth-agent }
audit: { file: audit.jsonl }
credentials: { embedded: { keyFile: session-key.pem } }
clusters:
  - name: edge
    region: eu-west-1
    accountId: "111122223333"
    issuer: ${cluster.issuer}
    keys: { file: keys.json }
    associations: edge.yaml
`,
  );
}
