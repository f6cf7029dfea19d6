import { expect, test, vi } from "vitest";
import { AssociationChangeError } from "../../src/associations/change-error.ts";
import type { AssociationChange, RefusedRead } from "../../src/eks-api/change.ts";
import { maxConcurrentOfCaller } from "../../src/eks-api/concurrent-requests.ts";
import type { EksApiCluster } from "../../src/eks-api/eks-api-cluster.ts";
import { EksApiError } from "../../src/eks-api/eks-api-error.ts";
import { RequestRunner, type RequestRunnerOptions } from "../../src/eks-api/run-request.ts";
import { AuditUnavailableError } from "../../src/operation/audit-error.ts";

const call = { requestId: "request-1", context: undefined, peer: { address: "192.0.2.1" } };
const now = new Date("2026-11-30T12:00:00Z");
const change = {
  operation: "CreatePodIdentityAssociation",
  clusterName: "edge",
  members: ["roleArn"],
} as const;
const roleArn = "arn:aws:iam::111122223333:role/app";
const changed = {
  cluster: {} as EksApiCluster,
  association: {
    id: "a-1",
    arn: "arn",
    namespace: "shop",
    serviceAccount: "cart",
    role: { arn: roleArn, partition: "aws", accountId: "111122223333", path: "/", name: "app" },
    targetRole: undefined,
    externalId: undefined,
    disableSessionTags: false,
    policy: undefined,
    durationSeconds: undefined,
    tags: {},
    createdAt: now,
    modifiedAt: now,
  },
};

function start(options: Partial<RequestRunnerOptions> = {}) {
  const changes: AssociationChange[] = [];
  const reads: RefusedRead[] = [];
  const runner = new RequestRunner({
    requireAudit() {},
    onChange: (one) => void changes.push(one),
    onRefusedRead: (one) => void reads.push(one),
    now: () => now,
    ...options,
  });
  return { runner, changes, reads };
}

test("a change is recorded with its association before it is answered", async () => {
  const { runner, changes } = start();
  expect(await runner.change(call, { ...change, association: {}, run: async () => changed })).toBe(changed);
  expect(changes).toEqual([
    {
      time: now,
      requestId: "request-1",
      operation: "CreatePodIdentityAssociation",
      cluster: "edge",
      caller: undefined,
      clientAddress: "192.0.2.1",
      outcome: "changed",
      association: {
        id: "a-1",
        namespace: "shop",
        serviceAccount: "cart",
        roleArn,
        targetRoleArn: undefined,
      },
      members: ["roleArn"],
    },
  ]);
});

test("if the last record could not be written, nothing is changed, and the refusal is recorded", async () => {
  const run = vi.fn(async () => changed);
  const { runner, changes } = start({
    requireAudit() {
      throw new AuditUnavailableError("The disk is full.");
    },
  });
  await expect(runner.change(call, { ...change, association: {}, run })).rejects.toMatchObject({
    name: "ServiceUnavailableException",
  });
  expect(run).not.toHaveBeenCalled();
  expect(changes).toMatchObject([{ outcome: "refused", reason: { code: "audit_unavailable" } }]);
});

test("a change that can't be recorded is answered with an error", async () => {
  const { runner } = start({
    onChange() {
      throw new AuditUnavailableError("The disk is full.");
    },
  });
  await expect(
    runner.change(call, { ...change, association: {}, run: async () => changed }),
  ).rejects.toMatchObject({ name: "ServiceUnavailableException" });
});

test("changes and other requests of a caller count together, and one too many is recorded", async () => {
  const { runner, changes, reads } = start();
  const context = { name: "terraform", methods: ["sigv4"], clusters: "all", sameNode: false } as const;
  const waiting = Promise.withResolvers<typeof changed>();
  const changing = { ...change, association: {}, run: () => waiting.promise };
  const reading = { operation: "DescribeCluster", clusterName: "edge", run: () => waiting.promise } as const;
  const ofCaller = { ...call, context };
  const running = Array.from({ length: maxConcurrentOfCaller / 2 }, () => [
    runner.change(ofCaller, changing),
    runner.read(ofCaller, reading),
  ]).flat();
  const throttled = { name: "ThrottlingException" };
  await expect(runner.change(ofCaller, changing)).rejects.toMatchObject(throttled);
  await expect(runner.read(ofCaller, reading)).rejects.toMatchObject(throttled);
  expect(changes).toMatchObject([{ outcome: "refused", reason: { code: "too_many_in_progress" } }]);
  expect(reads).toMatchObject([{ reason: { code: "too_many_in_progress" } }]);
  waiting.resolve(changed);
  await Promise.all(running);
});

test("a change that may have been made is not recorded as refused", async () => {
  const { runner, changes } = start();
  const run = () =>
    Promise.reject(new AssociationChangeError("outcome_unknown", "A timeout of https://10.0.0.1."));
  const error = await runner
    .change(call, { ...change, association: { namespace: "shop" }, run })
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    name: "ServerException",
    message: expect.stringMatching(/^It is not known whether the change was made\. (?!.*10\.0)/),
  });
  expect(changes).toMatchObject([
    { outcome: "unknown", reason: { code: "outcome_unknown" }, association: { namespace: "shop" } },
  ]);
});

test("an unexpected error is recorded without its text, and thrown for the handler", async () => {
  const { runner, changes, reads } = start();
  const cause = new Error("canary");
  const fail = () => Promise.reject(cause);
  await expect(runner.change(call, { ...change, association: {}, run: fail })).rejects.toBe(cause);
  expect(changes).toMatchObject([{ error: "ServerException", reason: { code: "internal_error" } }]);
  expect(changes[0]).not.toHaveProperty("reason.message", expect.stringContaining("canary"));
  const read = { operation: "DescribeCluster", clusterName: "edge", run: fail } as const;
  await expect(runner.read(call, read)).rejects.toBe(cause);
  expect(reads).toMatchObject([{ operation: "DescribeCluster", error: "ServerException" }]);
});

test("long texts of a request are shortened in records", async () => {
  const { runner, changes } = start();
  const namespace = "n".repeat(60_000);
  const run = () => Promise.reject(new EksApiError("next_token_invalid", "Not of this list."));
  await expect(
    runner.change(call, { ...change, clusterName: namespace, association: { namespace }, run }),
  ).rejects.toMatchObject({ name: "InvalidParameterException" });
  expect(JSON.stringify(changes).length).toBeLessThan(2_000);
});
