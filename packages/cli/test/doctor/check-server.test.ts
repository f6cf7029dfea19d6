import { X509Certificate } from "node:crypto";
import { chmod } from "node:fs/promises";
import { createServer } from "node:https";
import {
  AccessDeniedException,
  createEKSAuthFrontendHandler,
  ProtocolError,
  ThrottlingException,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test } from "vitest";
import type { DoctorOptions } from "../../src/doctor/check.ts";
import { DoctorFixture } from "./support/doctor-fixture.ts";
import { ServedCluster, writeConfig } from "./support/served-cluster.ts";

const fixture = new DoctorFixture();
const served = new ServedCluster(fixture);

function serverOptions(url: string, cluster = "edge"): DoctorOptions {
  return { tokenFile: fixture.tokenFile, endpoint: new URL(url), cluster };
}

describe.concurrent("the server check fails", () => {
  test("if nothing listens", async () => {
    const { report, finding } = await fixture.diagnose({ options: serverOptions("http://127.0.0.1:1") });
    expect(report.failedCheck).toBe("server");
    expect(finding("server")).toMatchObject({
      found: "http://127.0.0.1:1 refuses the connection (ECONNREFUSED): nothing listens there.",
      remedy: expect.stringContaining("eks-auth serve --config FILE"),
    });
  });

  test("if nothing listens on the address in the configuration", async () => {
    const config = await writeConfig(fixture, { name: "listening", listen: "{ port: 1 }" });
    const { report, finding } = await fixture.diagnoseConfiguration(config);
    expect(report.failedCheck).toBe("server");
    expect(finding("server").found).toContain("http://127.0.0.1:1 refuses the connection");
    expect(finding("keys").status).toBe("ok");
  });

  test("and says that an agent would use a proxy", async ({ expect }) => {
    const env = { HTTPS_PROXY: "http://user:canary@127.0.0.1:1" };
    const { report, finding } = await fixture.diagnose({
      options: serverOptions("https://eks-auth.invalid"),
      env,
    });
    expect(report.failedCheck).toBe("server");
    expect(finding("server").remedy).toContain("an agent would use the proxy in HTTPS_PROXY");
    expect(JSON.stringify(report)).not.toContain("canary");
  });

  test("if another program responds", async () => {
    const url = await fixture.startServer((_request, response) => response.end("<h1>canary</h1>"));
    fixture.addSecrets("canary");
    const { finding } = await fixture.diagnose({ options: serverOptions(url) });
    expect(finding("server").found).toBe(`${url} responds 200, but not as an EKS Auth API does.`);
  });

  test.each([
    [404, "<h1>canary</h1>"],
    [502, ""],
    [400, "{}"],
  ])("if another program responds %i with %j", async (status, body) => {
    const url = await fixture.startServer((_request, response) => response.writeHead(status).end(body));
    const { report, finding } = await fixture.diagnose({ options: serverOptions(url) });
    expect(report.failedCheck).toBe("server");
    expect(finding("server")).toMatchObject({
      status: "failed",
      found: `${url} responds ${status}, but not as an EKS Auth API does.`,
    });
  });

  test("if the server does not have the cluster", async () => {
    const { report, finding } = await fixture.diagnose({ options: serverOptions(served.url, "nowhere") });
    expect(report.failedCheck).toBe("server");
    expect(finding("server").found).toBe(
      "The server responds 404 ResourceNotFoundException: The cluster was not found. The server was asked for the cluster nowhere.",
    );
  });

  test.each([
    [new AccessDeniedException({ message: "The role does not let this service assume it." }), "docs/iam.md"],
    [
      new ThrottlingException({ message: "There are too many requests at the moment." }),
      "pods that send requests too often",
    ],
  ])("if it responds with %s", async (error, remedy) => {
    const handler = createEKSAuthFrontendHandler({
      async assumeRoleForPodIdentity() {
        throw error;
      },
    });
    const url = await fixture.startServer(createNodeListener(handler));
    const { report, finding } = await fixture.diagnose({ options: serverOptions(url) });
    expect(report.failedCheck).toBe("server");
    expect(finding("server").found).toContain(`${error.name}: ${error.message}`);
    expect(finding("server").remedy).toContain(remedy);
  });

  test.for([
    [
      "does not allow the host",
      new ProtocolError("AccessDenied", 403, "The Host header must name this machine, such as localhost."),
      "Either the server does not allow the host of --endpoint: without callers, it accepts only a loopback address on its own machine; with callers, the hosts of its listen.publicHosts. Or it does not accept this caller, or not for this cluster or this pod's node: check --caller-token-file or the client certificate, and the server's callers. The server's log has the reason.",
    ],
    [
      "requires a caller",
      new ProtocolError(
        "MissingAuthenticationTokenException",
        403,
        "The request has no credentials of a caller.",
      ),
      "This server requires the credentials of a caller. Give doctor those of the agent: --caller-token-file, or --client-certificate-file and --client-key-file. If it requires a signature, which doctor does not send, ask an agent: use --agent instead of --endpoint.",
    ],
  ] as const)("if it %s", async ([, error, remedy], { expect }) => {
    const handler = createEKSAuthFrontendHandler(
      { assumeRoleForPodIdentity: async () => expect.unreachable() },
      {
        authenticate() {
          throw error;
        },
      },
    );
    const url = await fixture.startServer(createNodeListener(handler));
    const { finding } = await fixture.diagnose({ options: serverOptions(url) });
    expect(finding("server")).toMatchObject({
      found: expect.stringContaining("The server responds 403 "),
      remedy,
    });
  });
});

test.concurrent.each([
  [90, "warning", "clocks_differ"],
  [30, "ok", undefined],
])("a server whose clock is %i s off, and that gives credentials, is %s", async (seconds, status, code) => {
  const listener = createNodeListener(
    createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: async () => sampleResponse }),
  );
  const url = await fixture.startServer((request, response) => {
    response.setHeader("date", new Date(Date.now() + seconds * 1000).toUTCString());
    listener(request, response);
  });
  const { finding } = await fixture.diagnose({ options: serverOptions(url) });
  expect(finding("server")).toMatchObject({ status });
  expect(finding("server").code).toBe(code);
});

describe.concurrent("the server check identifies itself as the agent does", () => {
  const ownToken = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJjYW5hcnkifQ.signature-canary-of-the-agent";

  test("with the token of a file", async ({ expect }) => {
    const handler = createEKSAuthFrontendHandler<string>(
      { assumeRoleForPodIdentity: async () => sampleResponse },
      {
        authenticate(request) {
          const sent = request.header("x-eks-auth-caller-token");
          if (sent !== ownToken || request.header("authorization") !== undefined) {
            throw new ProtocolError("AccessDeniedException", 403, `Not ${sent}`);
          }
          return "agent";
        },
      },
    );
    const url = await fixture.startServer(createNodeListener(handler));
    const callerTokenFile = await fixture.writeToken("own", ownToken);
    const accepted = await fixture.diagnose({ options: { ...serverOptions(url), callerTokenFile } });
    expect(accepted.finding("server").found).toContain("returns credentials of the association");
    const otherFile = await fixture.writeToken("other", `${ownToken}x`);
    const rejected = await fixture.diagnose({
      options: { ...serverOptions(url), callerTokenFile: otherFile },
    });
    expect(rejected.finding("server")).toMatchObject({
      found:
        "The server responds 403 AccessDeniedException: Not [redacted] The server was asked for the cluster edge.",
      remedy: expect.stringContaining("check --caller-token-file"),
    });
  });

  test("with a client certificate, to a server of an authority of the user", async ({ expect }) => {
    const authority = createSelfSignedCertificate("authority");
    const server = createCertificate("server", authority, { isAuthority: false });
    const client = createCertificate("agent", authority, { isAuthority: false });
    const listener = createNodeListener(
      createEKSAuthFrontendHandler<undefined>(
        { assumeRoleForPodIdentity: async () => sampleResponse },
        {
          authenticate({ peer }) {
            expect(peer?.certificate).toEqual(new X509Certificate(client.certificate).raw);
            return undefined;
          },
        },
      ),
    );
    const tls = {
      cert: server.certificate,
      key: server.privateKey,
      ca: authority.certificate,
      requestCert: true,
    };
    const url = await fixture.startServer(createServer(tls, listener));
    const clientKeyFile = await fixture.folder.write("agent.key", client.privateKey);
    await chmod(clientKeyFile, 0o600);
    const options = {
      ...serverOptions(url),
      caFile: await fixture.folder.write("ca.pem", authority.certificate),
      clientCertificateFile: await fixture.folder.write("agent.crt", client.certificate),
      clientKeyFile,
    };
    const { finding } = await fixture.diagnose({ options });
    expect(finding("server").found).toContain("returns credentials of the association");
  });

  test("and says which file can't be used", async ({ expect }) => {
    const options = { ...serverOptions("http://127.0.0.1:1"), callerTokenFile: "/none" };
    const { finding } = await fixture.diagnose({ options });
    expect(finding("server")).toMatchObject({
      found: expect.stringMatching(/^The token file \/none can't be read \(ENOENT\)/),
      remedy: "Give doctor the files that the agent uses.",
    });
  });
});
