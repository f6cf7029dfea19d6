import { createStsIssuer, parseRoleArn, type RoleArn } from "@eks-auth/service";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { accountId, Moto, type UserCredentials } from "../../src/tools/moto.ts";
import { type ExchangeService, startExchangeService } from "./exchange-service.ts";
import { type RecordingProxy, startRecordingProxy } from "./recording-proxy.ts";

const externalId = "eu-west-1/111122223333/prod/shop/cart";
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const tags = {
  "eks-cluster-arn": "arn:aws:eks:eu-west-1:111122223333:cluster/prod",
  "eks-cluster-name": "prod",
  "kubernetes-namespace": "shop",
  "kubernetes-service-account": "cart",
  "kubernetes-pod-name": "cart-0",
  "kubernetes-pod-uid": "uid-0",
};

const moto = await prepareOrSkip("credentials of a real STS", Moto.start);
afterAll(() => moto?.stop());

describe.skipIf(moto === undefined)("moto's IAM", () => {
  const policies = readSnippets("docs/iam.md").filter(({ language }) => language === "json");

  test.each(policies)("accepts the policy in line $line of docs/iam.md", async ({ code }) => {
    await moto?.storePolicy(code);
  });

  test("rejects policies that are wrong", async () => {
    const wrong = policies.map(({ code }) => code.replace("Allow", "Perhaps"));
    const outcomes = await Promise.allSettled(wrong.map((one) => moto?.storePolicy(one)));
    expect(outcomes.map(({ status }) => status)).toEqual(wrong.map(() => "rejected"));
  });
});

describe.skipIf(moto === undefined)("credentials of moto's STS", () => {
  let proxy: RecordingProxy;
  let own: UserCredentials;
  let service: ExchangeService;

  beforeAll(async () => {
    own = await (moto as Moto).setUpAccount(externalId);
    await moto?.enforce();
    proxy = await startRecordingProxy(moto?.url ?? "");
    service = await startExchangeService(proxy.url);
    stubOwnCredentials(own);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await service.stop();
    await proxy[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    proxy.calls.length = 0;
    service.refusals.length = 0;
  });

  test("need one call, signed by the service, with the pod's tags", async () => {
    const before = Date.now();
    const { assumedRoleUser, credentials } = await service.exchange(roleOf("app"));
    const after = Date.now();
    expect(proxy.calls).toEqual([
      {
        accessKeyId: own.accessKeyId,
        parameters: {
          Action: "AssumeRole",
          Version: "2011-06-15",
          RoleArn: roleOf("app").arn,
          RoleSessionName: expect.stringMatching(/^eks-prod-cart-0-[0-9a-f-]{36}$/),
          DurationSeconds: "3600",
          ...writeTagParameters(),
        },
      },
    ]);
    const sessionName = proxy.calls[0]?.parameters.RoleSessionName;
    expect(assumedRoleUser).toEqual({
      arn: `arn:aws:sts::${accountId}:assumed-role/app/${sessionName}`,
      assumeRoleId: expect.stringMatching(new RegExp(`^AROA[A-Z0-9]+:${sessionName}$`)),
    });
    // moto rounds to seconds.
    expect(credentials.expiration.getTime() - 3_600_000).toBeGreaterThanOrEqual(before - 1_000);
    expect(credentials.expiration.getTime() - 3_600_000).toBeLessThanOrEqual(after + 1_000);
  });

  test("for a target role: the first session, which moto verifies, assumes it with the required external ID", async () => {
    const { assumedRoleUser } = await service.exchange(roleOf("app"), {
      targetRole: roleOf("data"),
      disableSessionTags: true,
      policy,
    });
    const [first, second] = proxy.calls;
    expect(first?.parameters).not.toHaveProperty("Tags.member.1.Key");
    expect(first?.parameters).not.toHaveProperty("Policy");
    expect(second).toEqual({
      accessKeyId: expect.stringMatching(/^ASIA/),
      parameters: {
        Action: "AssumeRole",
        Version: "2011-06-15",
        RoleArn: roleOf("data").arn,
        RoleSessionName: first?.parameters.RoleSessionName,
        ExternalId: externalId,
        Policy: policy,
        DurationSeconds: "3540",
      },
    });
    expect(proxy.calls).toHaveLength(2);
    expect(assumedRoleUser.arn).toContain(`:assumed-role/data/eks-prod-cart-0-`);
  });

  test("have tags set by the first call only, because tags are transitive", async () => {
    await service.exchange(roleOf("app"), { targetRole: roleOf("data"), externalId });
    const [first, second] = proxy.calls;
    expect(first?.parameters).toMatchObject(writeTagParameters());
    expect(Object.keys(second?.parameters ?? {}).filter((name) => /Tag/.test(name))).toEqual([]);
  });

  test.each([
    ["trusts only Amazon's own service", { role: roleOf("amazon") }, "amazon"],
    ["requires another external ID", { targetRole: roleOf("data"), externalId: "other" }, "data"],
  ])("are refused by a role that %s, and the operator sees which", async (_, members, name) => {
    await expect(service.exchange(roleOf("app"), members)).rejects.toMatchObject({
      name: "AccessDeniedException",
      $metadata: { httpStatusCode: 400 },
    });
    expect(service.refusals[0]?.reason.message).toMatch(
      new RegExp(`^STS answered AssumeRole for ${roleOf(name).arn} with AccessDenied .*not authorized`),
    );
  });

  test("are unavailable if the service's own secret key is wrong", async () => {
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "canary");
    const issuer = createStsIssuer({ region: "eu-west-1", endpoint: proxy.url, timeoutMs: 10_000 });
    const request = {
      role: roleOf("app"),
      target: undefined,
      sessionName: "session",
      tags: undefined,
      policy: undefined,
      durationSeconds: 3600,
    };
    await expect(issuer.issue(request)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("SignatureDoesNotMatch"),
    });
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", own.secretAccessKey);
  });
});

function roleOf(name: string): RoleArn {
  const role = parseRoleArn(`arn:aws:iam::${accountId}:role/${name}`);
  if (role === undefined) {
    throw new Error(`${name} is not a role name.`);
  }
  return role;
}

function writeTagParameters(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value], index) => [
      [`Tags.member.${index + 1}.Key`, key],
      [`Tags.member.${index + 1}.Value`, value],
      [`TransitiveTagKeys.member.${index + 1}`, key],
    ]),
  );
}
