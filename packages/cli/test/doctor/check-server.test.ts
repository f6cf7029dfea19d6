import {
  AccessDeniedException,
  createEKSAuthFrontendHandler,
  ProtocolError,
  ThrottlingException,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DoctorFixture, pod } from "./doctor-fixture.ts";
import { type ServedCluster, serveCluster, writeConfig } from "./served-cluster.ts";

let fixture: DoctorFixture;
let served: ServedCluster;
let token: readonly string[];

beforeAll(async () => {
  fixture = await DoctorFixture.make();
  served = await serveCluster(fixture);
  token = ["--token-file", fixture.tokenFile];
});
afterAll(() => fixture.stop());

function atServer(url: string, cluster = "edge"): readonly string[] {
  return [...token, "--endpoint", url, "--cluster", cluster];
}

function atConfig(config: string, cluster = "edge"): readonly string[] {
  return [...token, "--config", config, "--cluster", cluster];
}

describe.concurrent("the way stops at a server", () => {
  test("that isn't there", async () => {
    const { json, step } = await fixture.diagnoseTwice({ args: atServer("http://127.0.0.1:1") });
    expect(json.stoppedAt).toBe("server");
    expect(step("server")).toMatchObject({
      found: "http://127.0.0.1:1 refuses the connection (ECONNREFUSED): nothing listens there.",
      remedy: expect.stringContaining("eks-auth serve --config FILE"),
    });
  });

  test("that should listen where the configuration says", async () => {
    const config = await writeConfig(fixture, { name: "listening", listen: "{ port: 1 }" });
    const { json, step } = await fixture.diagnose({ args: atConfig(config) });
    expect(json.stoppedAt).toBe("server");
    expect(step("server").found).toContain("http://127.0.0.1:1 refuses the connection");
    expect(step("keys").status).toBe("ok");
  });

  test("that an agent would ask a proxy for", async ({ expect }) => {
    const env = { HTTPS_PROXY: "http://user:canary@127.0.0.1:1" };
    const { json, step } = await fixture.diagnose({ args: atServer("https://eks-auth.invalid"), env });
    expect(json.stoppedAt).toBe("server");
    expect(step("server").remedy).toContain("an agent would ask the proxy that HTTPS_PROXY names");
    expect(JSON.stringify(json)).not.toContain("canary");
  });

  test("that hangs", async () => {
    const url = await fixture.startServer(() => {});
    const { step } = await fixture.diagnose({ args: atServer(url) });
    expect(step("server").found).toBe(`${url} took the connection and gave no answer in time.`);
  });

  test("that is something else", async () => {
    const url = await fixture.startServer((_request, response) => response.end("<h1>canary</h1>"));
    fixture.keepSecret("canary");
    const { step } = await fixture.diagnose({ args: atServer(url) });
    expect(step("server").found).toBe(`${url} answers 200, and not as an EKS Auth API does.`);
  });

  test("that has no cluster of this name", async () => {
    const { json, step } = await fixture.diagnose({ args: atServer(served.url, "nowhere") });
    expect(json.stoppedAt).toBe("server");
    expect(step("server").found).toBe(
      "The server answers 404 ResourceNotFoundException: The cluster was not found.",
    );
  });

  test.each([
    [new AccessDeniedException({ message: "The role does not let this service assume it." }), "docs/iam.md"],
    [new ThrottlingException({ message: "There are too many requests at the moment." }), "who asks so often"],
  ])("that refuses: %s", async (error, remedy) => {
    const handler = createEKSAuthFrontendHandler({
      async assumeRoleForPodIdentity() {
        throw error;
      },
    });
    const url = await fixture.startServer(createNodeListener(handler));
    const { json, step } = await fixture.diagnose({ args: atServer(url) });
    expect(json.stoppedAt).toBe("server");
    expect(step("server").found).toContain(`${error.name}: ${error.message}`);
    expect(step("server").remedy).toContain(remedy);
  });

  test.for([
    [
      "takes no calls from here",
      new ProtocolError("AccessDenied", 403, "This server answers to its own machine alone."),
      "It takes calls of its own machine alone, by a loopback address: run this there.",
    ],
    [
      "wants a signature",
      new ProtocolError("AccessDeniedException", 403, "The security token is not valid."),
      "This signs with no AWS credentials, which this server wants: ask an agent that has some, by its variables.",
    ],
  ] as const)("that %s", async ([, refusal, remedy], { expect }) => {
    const handler = createEKSAuthFrontendHandler(
      { assumeRoleForPodIdentity: async () => expect.unreachable() },
      {
        authenticate() {
          throw refusal;
        },
      },
    );
    const url = await fixture.startServer(createNodeListener(handler));
    const { step } = await fixture.diagnose({ args: atServer(url) });
    expect(step("server")).toMatchObject({
      found: expect.stringContaining("The server answers 403 "),
      remedy,
    });
  });

  test("whose configuration can't be used", async () => {
    const config = await fixture.write("broken.yaml", "clusters: none\n");
    const { json, step } = await fixture.diagnose({ args: atConfig(config) });
    expect(json.stoppedAt).toBe("server");
    expect(step("server")).toMatchObject({
      found: expect.stringContaining(`${config}:1: clusters is`),
      remedy: `eks-auth config check --config ${config} checks all of it.`,
    });
    expect(step("keys")).toMatchObject({ status: "not reached" });
  });

  test("whose configuration has no such cluster", async () => {
    const { step } = await fixture.diagnose({ args: atConfig(served.config, "nowhere") });
    expect(step("server").found).toBe(`${served.config} has no cluster nowhere. It has edge.`);
  });
});

describe.concurrent("the way stops at the keys", () => {
  test("that a token of another cluster isn't signed by", async () => {
    const other = await startDevCluster();
    const file = await fixture.writeToken("foreign", await other.mintToken(pod));
    await other.stop();
    const args = [
      "--token-file",
      file,
      "--config",
      served.config,
      "--endpoint",
      served.url,
      "--cluster",
      "edge",
    ];
    const { json, step } = await fixture.diagnoseTwice({ args });
    expect(json.stoppedAt).toBe("keys");
    expect(step("server").status).toBe("ok");
    expect(step("keys").found).toContain(
      "Check of the key: None of the issuer's keys fits the kid and alg headers.",
    );
    expect(step("keys").remedy).toContain(
      `eks-auth token inspect --config ${served.config} --cluster edge --file ${file}`,
    );
  });

  test("that the server alone knows of", async () => {
    const file = await fixture.writeToken(
      "forged",
      `${await fixture.cluster.mintToken(pod)}`.replace(/\.[^.]+$/, ".Y2FuYXJ5"),
    );
    const { json, step } = await fixture.diagnose({
      args: ["--token-file", file, "--endpoint", served.url, "--cluster", "edge"],
    });
    expect(json.stoppedAt).toBe("keys");
    expect(step("keys").found).toBe("The server answers 400 InvalidTokenException: The token is not valid.");
  });

  test("that can't be had", async () => {
    const config = await writeConfig(fixture, { name: "lost", issuer: "http://127.0.0.1:1" });
    const { json, step } = await fixture.diagnose({ args: atConfig(config) });
    expect(json.stoppedAt).toBe("keys");
    expect(step("keys").found).toContain("The keys of http://127.0.0.1:1 can't be had");
  });

  test("whose file of certificates isn't there", async () => {
    const config = await writeConfig(fixture, { name: "uncertain", keys: ", keys: { caFile: none.pem }" });
    const { json, step } = await fixture.diagnose({ args: atConfig(config) });
    expect(json.stoppedAt).toBe("keys");
    expect(step("keys").found).toContain("none.pem");
  });
});

describe.concurrent("the way stops at the association", () => {
  test("that a service account lacks, with the closest and the command that adds it", async () => {
    const token = await fixture.cluster.mintToken({ ...pod, serviceAccount: "carts" });
    const file = await fixture.writeToken("carts", token);
    const args = [
      "--token-file",
      file,
      "--config",
      served.config,
      "--endpoint",
      served.url,
      "--cluster",
      "edge",
    ];
    const { json, text, step } = await fixture.diagnoseTwice({ args });
    expect(json.stoppedAt).toBe("association");
    expect(step("association")).toEqual({
      step: "association",
      status: "failed",
      found: `${fixture.folder}/edge-associations.yaml has no association for shop/carts. The closest is for shop/cart.`,
      remedy: `Add one: eks-auth association add --config ${served.config} --cluster edge --namespace shop --service-account carts --role-arn ROLE_ARN`,
    });
    expect(text.stderr).toContain("error: the way stops at the association.");
  });

  test("where there is none at all, and where the file can't be used", async () => {
    const config = await writeConfig(fixture, { name: "bare" });
    await fixture.write("bare-associations.yaml", "associations: []\n");
    expect((await fixture.diagnose({ args: atConfig(config) })).step("association").found).toContain(
      "It has none at all.",
    );
    await fixture.write("bare-associations.yaml", "associations: none\n");
    expect((await fixture.diagnose({ args: atConfig(config) })).step("association").found).toContain(
      "bare-associations.yaml:1: associations is",
    );
  });

  test("that is configured, where the server has none", async () => {
    const config = await writeConfig(fixture, { name: "ahead" });
    await fixture.write(
      "ahead-associations.yaml",
      'associations: [{ namespace: shop, serviceAccount: "*", roleArn: "arn:aws:iam::111122223333:role/any" }]\n',
    );
    const file = await fixture.writeToken(
      "ahead",
      await fixture.cluster.mintToken({ ...pod, serviceAccount: "other" }),
    );
    const args = ["--token-file", file, "--config", config, "--endpoint", served.url, "--cluster", "edge"];
    const { json, step } = await fixture.diagnose({ args });
    expect(json.stoppedAt).toBe("association");
    expect(step("association").found).toContain(
      "by shop/*, the glob that matches best. Yet this: The server answers 404",
    );
    expect(step("association").remedy).toContain("Check that the server is the one of this configuration");
  });
});
