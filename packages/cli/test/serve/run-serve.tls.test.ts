import { once } from "node:events";
import { chmod } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { json } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { slowTime } from "../support/node-options.ts";
import { runInProcess } from "../support/run-in-process.ts";
import { pod, ServeFixture } from "./support/serve-fixture.ts";

const root = createSelfSignedCertificate("root");
const [first, second] = [
  createCertificate("first", root, { isAuthority: false }),
  createCertificate("second", root, { isAuthority: false }),
];
const authority = createSelfSignedCertificate("callers");
const asClient = { isAuthority: false, usages: ["clientAuth"] } as const;
const identities = {
  spiffe: createCertificate("any", authority, {
    ...asClient,
    names: [{ uri: "spiffe://example.org/agent" }],
  }),
  subject: createCertificate("edge-1", authority, asClient),
  restricted: createCertificate("lab-1", authority, asClient),
  unknown: createCertificate("unknown", authority, asClient),
  foreign: createCertificate("edge-1", createSelfSignedCertificate("foreign"), asClient),
};

const callers = `callers:
  certificate:
    caFile: callers.pem
    callers:
      - { name: spiffe, spiffeId: "spiffe://example.org/agent", clusters: all }
      - { name: subject, subject: "CN=edge-1", clusters: [edge] }
      - { name: restricted, subject: "CN=lab-1", clusters: [lab] }
`;

/** An answer of the service. */
interface Answer {
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** The subject of the server's certificate. */
  readonly server: string | undefined;
  /** The client's port. */
  readonly port: number | undefined;
}

const fixture = new ServeFixture(beforeAll, afterAll);
let cluster: DevCluster;
let token: string;

beforeAll(async () => {
  cluster = await fixture.startIssuer();
  token = await cluster.mintToken(pod);
  await fixture.writeAssociations("edge", "cart");
  await fixture.writeAssociations("lab");
  await writeServer(first);
  await fixture.write("root.pem", root.certificate);
  await fixture.write("callers.pem", authority.certificate);
  // An agent waits for the API for a second, which is short on a busy machine.
  vi.stubEnv("NODE_OPTIONS", slowTime);
});

async function writeServer({ certificate, privateKey }: typeof first): Promise<void> {
  await fixture.write("tls.crt", certificate);
  await fixture.write("tls.key", privateKey);
  await chmod(`${fixture.folder}/tls.key`, 0o600);
}

function configure(more: string, listen = ""): string {
  const clusters = ["edge", "lab"].map(
    (name) =>
      `  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: "${cluster.issuer}", associations: ${name}.yaml }\n`,
  );
  return `listen: { port: 0, tls: { certificateFile: tls.crt, keyFile: tls.key }${listen} }
credentials: { embedded: { keyFile: session-key.pem } }
${more}clusters:
${clusters.join("")}`;
}

async function call(
  url: string,
  identity?: keyof typeof identities,
  { agent = false as Agent | false, host = "localhost", name = "edge" } = {},
): Promise<Answer> {
  const { certificate: cert, privateKey: key } = (identity && identities[identity]) ?? {};
  const sent = request(`${url}/clusters/${name}/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json", host },
    ca: root.certificate,
    servername: "server.test",
    agent,
    cert,
    key,
  });
  sent.end(JSON.stringify({ token }));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const socket = response.socket as TLSSocket;
  const { localPort: port } = socket;
  const server = socket.getPeerX509Certificate()?.subject;
  await json(response);
  return {
    status: response.statusCode,
    error: response.headers["x-amzn-errortype"]?.toString(),
    server,
    port,
  };
}

/** The first request fetches the cluster's keys, which can take longer than the server waits on a busy machine. */
async function readKeys(url: string, identity?: keyof typeof identities): Promise<void> {
  while ((await call(url, identity)).status === 503) {}
}

describe("eks-auth serve with TLS and callers with certificates", () => {
  let url: string;
  let service: Awaited<ReturnType<ServeFixture["serve"]>>["command"];

  beforeAll(async () => {
    await fixture.write("eks-auth.yaml", configure(callers, ", publicHosts: [eks-auth.example.org]"));
    ({ url, command: service } = await fixture.serve());
    await readKeys(url, "subject");
  });

  test("says at its start who can call, and how connections are protected", () => {
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(service.stdout).toContain("with a client certificate of");
    expect(service.stdout).toContain(": spiffe, subject, restricted");
    expect(service.stdout).toMatch(/TLS +\/\S+\/tls\.crt, valid until 2049-12-31T23:59:59\.000Z/);
  });

  test.each<[keyof typeof identities | undefined, number, string | undefined]>([
    ["spiffe", 200, undefined],
    ["subject", 200, undefined],
    [undefined, 403, "MissingAuthenticationTokenException"],
    ["restricted", 403, "AccessDenied"],
    ["unknown", 403, "AccessDenied"],
    ["foreign", 403, "AccessDenied"],
  ])("the client certificate %s gets %i", async (identity, status, error) => {
    expect(await call(url, identity)).toMatchObject({ status, error });
  });

  test.each<[string, number]>([
    ["eks-auth.example.org", 200],
    ["EKS-AUTH.example.org:8480", 200],
    ["attacker.example", 403],
  ])("the Host %s gets %i", async (host, status) => {
    expect(await call(url, "subject", { host })).toMatchObject({ status });
  });

  test("a removed caller is refused at once on an open connection", async () => {
    const agent = new Agent({ keepAlive: true });
    const { port } = await call(url, "spiffe", { agent });
    await fixture.write(
      "eks-auth.yaml",
      configure(callers.replace("example.org/agent", "example.org/other")),
    );
    service.signal("SIGHUP");
    await expect
      .poll(() => call(url, "spiffe", { agent }))
      .toMatchObject({ status: 403, error: "AccessDenied", port });
    await fixture.write("eks-auth.yaml", configure(callers));
    service.signal("SIGHUP");
    await expect.poll(() => call(url, "spiffe", { agent })).toMatchObject({ status: 200 });
    agent.destroy();
  });

  test("a new certificate is in use after SIGHUP, and one of another key is not", async () => {
    await writeServer(second);
    service.signal("SIGHUP");
    await expect.poll(() => call(url, "subject")).toMatchObject({ status: 200, server: "CN=second" });
    await fixture.write("tls.crt", first.certificate);
    service.signal("SIGHUP");
    await service.waitForError("tls_rejected");
    expect(await call(url, "subject")).toMatchObject({ status: 200, server: "CN=second" });
    await writeServer(first);
    service.signal("SIGHUP");
    await expect.poll(() => call(url, "subject")).toMatchObject({ status: 200, server: "CN=first" });
    expect(service.stderr).toContain("does not belong to the private key");
  });

  test("callers of an authority that was replaced are refused", async () => {
    const { certificate } = createSelfSignedCertificate("next");
    const agent = new Agent({ keepAlive: true });
    expect(await call(url, "subject", { agent })).toMatchObject({ status: 200 });
    await fixture.write("callers.pem", certificate);
    service.signal("SIGHUP");
    await expect
      .poll(() => call(url, "subject", { agent }))
      .toMatchObject({ status: 403, error: "AccessDenied" });
    await fixture.write("callers.pem", authority.certificate);
    service.signal("SIGHUP");
    await expect.poll(() => call(url, "subject", { agent })).toMatchObject({ status: 200 });
    agent.destroy();
  });
});

test("an agent with the CA file uses a service with TLS, and one without doesn't", async () => {
  await fixture.write("eks-auth.yaml", configure(""));
  const { url } = await fixture.serve();
  await readKeys(url);
  const options = ["--cluster", "edge", "--endpoint", url, "--no-sign-request", "--listen", "127.0.0.1:0"];
  const start = async (...more: string[]): Promise<number> => {
    const agent = startEksAuth("agent", ...options, "--no-probes", "--no-metrics", ...more);
    try {
      const output = await agent.waitFor("Press Ctrl-C to stop.");
      const [, agentUrl] = /listening on (http:\S+)/.exec(output) ?? [];
      return (await fetch(`${agentUrl}/v1/credentials`, { headers: { authorization: token } })).status;
    } finally {
      await agent.stop();
    }
  };
  expect(await start("--ca-file", `${fixture.folder}/root.pem`)).toBe(200);
  expect(await start()).toBe(503);
});

test.each([
  ["--host 0.0.0.0 without callers", "", ["--host", "0.0.0.0"], "no callers are configured"],
  ["callers on all addresses without public hosts", callers, ["--host", "0.0.0.0"], "Set listen.publicHosts"],
])("%s is refused", async (_what, more, args, message) => {
  await fixture.write("eks-auth.yaml", configure(more));
  const result = await runInProcess("serve", "--config", fixture.configFile, ...args);
  expect(result).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(message) });
});
