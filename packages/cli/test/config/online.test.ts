import { once } from "node:events";
import { createServer } from "node:http";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { FakeApiServer, fail } from "@eks-auth/test-kit/fake-api-server";
import { answerError, callerArn, FakeSts } from "@eks-auth/test-kit/fake-sts";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { probeKeys } from "../../src/config/online/probe-keys.ts";
import type { Report } from "../../src/findings/report.ts";
import { runInProcess } from "../support/run-in-process.ts";

clearProxies();

let folder: TempFolder;
let cluster: DevCluster;
let sts: FakeSts;
let apiServer: FakeApiServer;

beforeAll(async () => {
  folder = await makeTempFolder("eks-auth-online");
  cluster = await startDevCluster();
  sts = await FakeSts.start();
  apiServer = await FakeApiServer.start();
  await folder.write("edge.yaml", "associations: []\n");
  await folder.write("token", "canary-api-token");
});
beforeEach(() => stubOwnCredentials());
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([cluster.stop(), sts.stop(), apiServer[Symbol.asyncDispose](), folder.remove()]);
});

interface Parts {
  /** In YAML, without a name. */
  readonly clusters?: Readonly<Record<string, string>>;
  readonly credentials?: string;
}

/** Runs `config check --online` for a configuration. */
async function check({ clusters, credentials }: Parts, ...args: readonly string[]) {
  const { edge = `issuer: "${cluster.issuer}", associations: edge.yaml`, ...others } = clusters ?? {};
  const lines = Object.entries({ edge, ...others }).map(
    ([name, yaml]) => `  - { name: ${name}, region: eu-west-1, accountId: "111122223333", ${yaml} }\n`,
  );
  const config = await folder.write(
    "eks-auth.yaml",
    `credentials: ${credentials ?? `{ sts: { region: eu-west-1, endpoint: "${sts.url}" } }`}\nclusters:\n${lines.join("")}`,
  );
  const result = await runInProcess("config", "check", "--config", config, "--online", ...args);
  expect(`${result.stdout}${result.stderr}`).not.toContain("canary");
  return { ...result, config };
}

/** Runs it with `--json`, and returns what it found. */
async function probe(parts: Parts) {
  const { exitCode, stdout, stderr } = await check(parts, "--json");
  const { online } = JSON.parse(stdout) as { online: Report };
  return { exitCode, stderr, online, checks: online.checks };
}

const ofApiServer = () => `apiServer: { url: "${apiServer.url}", tokenFile: token }`;

describe("eks-auth config check --online", () => {
  test("prints a table of what answers, below that of the clusters", async () => {
    const other = await startDevCluster();
    onTestFinished(() => other.stop());
    const clusters = { lab: `${ofApiServer()}, issuer: "${other.issuer}", associationResources: {}` };
    const { exitCode, stdout, stderr, config } = await check({ clusters });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const [, , table, summary] = stdout.split("\n\n");
    expect(table?.split("\n")).toEqual([
      `keys of edge       ok           2 usable keys of ${cluster.issuer}.`,
      `keys of lab        ok           2 usable keys of ${other.issuer}.`,
      `API server of lab  ok           ${apiServer.url} answers and lists its associations.`,
      `STS                ok           STS at ${sts.url} identifies the service as ${callerArn}.`,
    ]);
    expect(summary).toBe(`All that the service needs answers.\n${config} can be used.\n`);
  });

  test("prints JSON, and fails if a probe does", async () => {
    const clusters = { lost: 'issuer: "http://127.0.0.1:1", associations: edge.yaml' };
    const { exitCode, online, checks, stderr } = await probe({ clusters });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: check failed: keys of lost\. The keys of http:\/\/127\.0\.0\.1:1 /);
    expect(online).toMatchObject({
      passed: false,
      failedCheck: "keys",
      failedCluster: "lost",
      code: "keys_unavailable",
      summary: expect.stringMatching(/^Check failed: keys of lost\. /),
    });
    expect(checks.map((each) => [each.check, each.cluster, each.status, each.code])).toEqual([
      ["keys", "edge", "ok", undefined],
      ["keys", "lost", "failed", "keys_unavailable"],
      ["STS", undefined, "ok", undefined],
    ]);
    expect(checks[1]?.found).toContain("ECONNREFUSED");
    expect(checks[1]?.remedy).toContain("each token of the cluster lost is refused");
  });

  test("asks nothing if a file can't be used", async () => {
    const before = sts.calls.length;
    const clusters = { edge: 'issuer: "http://127.0.0.1:1", associations: none.yaml, keys: { file: none }' };
    const { exitCode, stdout, stderr } = await check({ clusters }, "--json");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("none");
    expect(JSON.parse(stdout)).not.toHaveProperty("online");
    expect(sts.calls).toHaveLength(before);
  });

  test("without it, nothing is asked", async () => {
    const { config } = await check({});
    const before = [sts.calls.length, apiServer.requests.length];
    await runInProcess("config", "check", "--config", config);
    expect([sts.calls.length, apiServer.requests.length]).toEqual(before);
  });
});

describe("the keys", () => {
  test("of a file are not fetched", async () => {
    await folder.write("keys.json", JSON.stringify({ keys: [] }));
    const { checks } = await probe({
      clusters: { edge: 'issuer: "http://127.0.0.1:1", keys: { file: keys.json }, associations: edge.yaml' },
    });
    expect(checks[0]).toMatchObject({ status: "skipped", found: expect.stringContaining("keys.json") });
  });

  test("are not usable if the issuer is another one", async () => {
    const edge = `issuer: "${cluster.issuer}/", associations: edge.yaml`;
    const { checks } = await probe({ clusters: { edge } });
    expect(checks[0]).toMatchObject({
      code: "keys_unavailable",
      found: expect.stringContaining("names another issuer"),
    });
  });

  test("are not usable if there is none", async () => {
    await using empty = await listenOnLoopback((_request, response) => response.end('{"keys":[]}'));
    const edge = `issuer: "${cluster.issuer}", keys: { url: "${empty.url}" }, associations: edge.yaml`;
    const { exitCode, checks } = await probe({ clusters: { edge } });
    expect(exitCode).toBe(1);
    expect(checks[0]).toMatchObject({ code: "keys_unavailable" });
  });

  test("are fetched from the API server if the issuer is not configured", async () => {
    apiServer.intercept = ({ url = "" }, response) => {
      const path = { "/.well-known/openid-configuration": true, "/openid/v1/jwks": true }[url];
      if (path) {
        fetch(`${cluster.issuer}${url}`).then(async (answer) => response.end(await answer.text()));
      }
      return path ?? false;
    };
    const { checks } = await probe({ clusters: { edge: `${ofApiServer()}, associations: edge.yaml` } });
    apiServer.intercept = () => false;
    expect(checks.map(({ check, found }) => [check, found])).toEqual([
      ["keys", `2 usable keys of ${cluster.issuer}.`],
      ["API server", `${apiServer.url} answers.`],
      ["STS", expect.any(String)],
    ]);
  });

  describe("of an issuer that does not answer", () => {
    stopClock();

    test("are waited for 5 s", async () => {
      const server = createServer(() => {});
      await using slow = await listenOnLoopback(server);
      const requested = once(server, "request");
      const probing = probeKeys({
        ...{ name: "edge", region: "eu-west-1", accountId: "111122223333", issuer: slow.url },
        ...{ maxTokenLifetimeSeconds: 86_400, associations: "edge.yaml", shrinkGrace: 0 },
        ...{ revocationFailurePolicy: "Fail", allowGroupWrite: false },
      });
      await requested;
      expect(await endAfter(5_000, probing)).toMatchObject({ status: "failed", code: "keys_unavailable" });
    });
  });
});

describe("the API server", () => {
  test.each([
    [401, "Unauthorized", "api_server_refuses"],
    [403, "Forbidden", "api_server_refuses"],
    [404, "NotFound", "resources_missing"],
    [503, "ServiceUnavailable", "api_server_unreachable"],
  ])("that answers %i %s fails with %s", async (status, reason, code) => {
    apiServer.intercept = (_request, response) => {
      fail(response, status, reason);
      return true;
    };
    const edge = `issuer: "${cluster.issuer}", ${ofApiServer()}, associationResources: {}`;
    const { exitCode, checks } = await probe({ clusters: { edge } });
    apiServer.intercept = () => false;
    expect(exitCode).toBe(1);
    expect(checks[1]).toMatchObject({ check: "API server", cluster: "edge", status: "failed", code });
  });

  test("that is not there fails", async () => {
    const edge = `issuer: "${cluster.issuer}", apiServer: { url: "http://127.0.0.1:1", tokenFile: token }, associationResources: {}`;
    const { checks } = await probe({ clusters: { edge } });
    expect(checks[1]).toMatchObject({ code: "api_server_unreachable" });
    expect(checks[1]?.found).toContain("127.0.0.1:1");
  });
});

describe("STS", () => {
  test("is not asked with the embedded issuer", async () => {
    const { exitCode, online, checks } = await probe({ credentials: "{ embedded: { keyFile: key.pem } }" });
    expect(exitCode).toBe(0);
    expect(online.passed).toBe(true);
    expect(online).not.toHaveProperty("failedCheck");
    expect(checks.at(-1)).toMatchObject({ check: "STS", status: "skipped" });
  });

  test.each([
    [0, "failed", "service_not_identified", "InvalidClientTokenId"],
    [-7_200, "failed", "clocks_differ", "s behind this machine's"],
  ])(
    "that refuses the service, with a clock that is %i s off, has the status %s",
    async (seconds, status, code, text) => {
      const { answer } = sts;
      const refuse = answerError(403, "InvalidClientTokenId", "no");
      sts.answer = (response, ...rest) =>
        refuse(response.setHeader("date", new Date(Date.now() + seconds * 1000).toUTCString()), ...rest);
      const { exitCode, checks } = await probe({});
      sts.answer = answer;
      expect(exitCode).toBe(1);
      expect(checks.at(-1)).toMatchObject({ status, code, found: expect.stringContaining(text) });
    },
  );

  test("with a clock that is off is a warning", async () => {
    const { answer } = sts;
    sts.answer = (response, ...rest) =>
      answer(response.setHeader("date", new Date(Date.now() + 120_000).toUTCString()), ...rest);
    const { exitCode, checks } = await probe({});
    sts.answer = answer;
    expect(exitCode).toBe(0);
    expect(checks.at(-1)).toMatchObject({
      status: "warning",
      code: "clocks_differ",
      found: expect.stringMatching(/identifies the service as .* The clock of STS is 1[12]\d s ahead/),
    });
  });

  test("is not asked without credentials", async () => {
    stubOwnCredentials({});
    const { exitCode, checks } = await probe({});
    expect(exitCode).toBe(1);
    expect(checks.at(-1)).toMatchObject({
      code: "service_not_identified",
      found: expect.stringContaining("no AWS credentials"),
    });
  });
});
