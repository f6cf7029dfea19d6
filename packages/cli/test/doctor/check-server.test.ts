import {
  AccessDeniedException,
  createEKSAuthFrontendHandler,
  ProtocolError,
  ThrottlingException,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
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
    const { report, step } = await fixture.diagnose({ options: serverOptions("http://127.0.0.1:1") });
    expect(report.stoppedAt).toBe("server");
    expect(step("server")).toMatchObject({
      found: "http://127.0.0.1:1 refuses the connection (ECONNREFUSED): nothing listens there.",
      remedy: expect.stringContaining("eks-auth serve --config FILE"),
    });
  });

  test("if nothing listens on the address in the configuration", async () => {
    const config = await writeConfig(fixture, { name: "listening", listen: "{ port: 1 }" });
    const { report, step } = await fixture.diagnoseConfiguration(config);
    expect(report.stoppedAt).toBe("server");
    expect(step("server").found).toContain("http://127.0.0.1:1 refuses the connection");
    expect(step("keys").status).toBe("ok");
  });

  test("and says that an agent would use a proxy", async ({ expect }) => {
    const env = { HTTPS_PROXY: "http://user:canary@127.0.0.1:1" };
    const { report, step } = await fixture.diagnose({
      options: serverOptions("https://eks-auth.invalid"),
      env,
    });
    expect(report.stoppedAt).toBe("server");
    expect(step("server").remedy).toContain("an agent would use the proxy in HTTPS_PROXY");
    expect(JSON.stringify(report)).not.toContain("canary");
  });

  test("if another program responds", async () => {
    const url = await fixture.startServer((_request, response) => response.end("<h1>canary</h1>"));
    fixture.addSecrets("canary");
    const { step } = await fixture.diagnose({ options: serverOptions(url) });
    expect(step("server").found).toBe(`${url} responds 200, but not as an EKS Auth API does.`);
  });

  test("if the server does not have the cluster", async () => {
    const { report, step } = await fixture.diagnose({ options: serverOptions(served.url, "nowhere") });
    expect(report.stoppedAt).toBe("server");
    expect(step("server").found).toBe(
      "The server responds 404 ResourceNotFoundException: The cluster was not found.",
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
    const { report, step } = await fixture.diagnose({ options: serverOptions(url) });
    expect(report.stoppedAt).toBe("server");
    expect(step("server").found).toContain(`${error.name}: ${error.message}`);
    expect(step("server").remedy).toContain(remedy);
  });

  test.for([
    [
      "accepts only calls from its own machine",
      new ProtocolError("AccessDenied", 403, "The Host header must name this machine, such as localhost."),
      "This server accepts only calls from its own machine to a loopback address. Run doctor on that machine.",
    ],
    [
      "requires a signature",
      new ProtocolError("AccessDeniedException", 403, "The security token is not valid."),
      "This server requires a signature by AWS credentials, and doctor signs with none. Ask an agent that has some: use --agent instead of --endpoint.",
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
    const { step } = await fixture.diagnose({ options: serverOptions(url) });
    expect(step("server")).toMatchObject({
      found: expect.stringContaining("The server responds 403 "),
      remedy,
    });
  });
});
