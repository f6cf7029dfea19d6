import { generateKeyPairSync } from "node:crypto";
import { rm } from "node:fs/promises";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, expect, test } from "vitest";
import { openCluster } from "../../src/configured-service/open-cluster.ts";
import { openClusterKeys } from "../../src/configured-service/open-cluster-keys.ts";
import { checkStateDirectory } from "../../src/configured-service/state-directory.ts";
import { SharedKeyCheck } from "../../src/keys/shared-keys.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";

const config = {
  name: "edge",
  region: "eu-west-1",
  accountId: "111122223333",
  issuer: "https://issuer.example",
  maxTokenLifetimeSeconds: 3600,
  shrinkGrace: 60,
  revocationFailurePolicy: "Fail" as const,
};

const { certificate } = createSelfSignedCertificate("issuer");

const folder = useTempFolder("open-cluster");
const associations = folder.resolve("associations.yaml");

beforeEach(async () => {
  await folder.write("associations.yaml", "associations: []\n");
  await folder.write("jwks.json", '{"keys":[]}');
  await folder.write("ca.pem", certificate);
  await folder.write("empty.pem", "");
});

test("a cluster is opened with its keys and associations, and its log events name it", async () => {
  const events: LogEvent[] = [];
  const keys = { file: folder.resolve("jwks.json") };
  const open = await openCluster({ ...config, associations, keys }, undefined, {
    onLogEvent: (event) => events.push(event),
  });
  expect(open.cluster).toMatchObject({ name: "edge", issuer: config.issuer, maxTokenLifetimeSeconds: 3600 });
  expect(await open.cluster.associations.find("shop", "cart")).toBeUndefined();
  await folder.write("associations.yaml", "associations: none\n");
  await open.associations.reload();
  open.close();
  expect(events).toEqual([
    {
      level: "error",
      code: "associations_rejected",
      cluster: "edge",
      message: expect.stringContaining("it must be a list of associations"),
    },
  ]);
});

test("a cluster's allowed roles are checked in its file, and handed on for other stores", async () => {
  const allowedRoles = ["arn:aws:iam::111122223333:role/shop-*"];
  const keys = { file: folder.resolve("jwks.json") };
  const open = () =>
    openCluster({ ...config, associations, keys, allowedRoles }, undefined, { onLogEvent() {} });
  const opened = await open();
  opened.close();
  expect(opened.cluster.allowedRoles).toEqual(allowedRoles);
  const entry = `{ namespace: shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/bank" }`;
  await folder.write("associations.yaml", `associations:\n  - ${entry}\n`);
  await expect(open()).rejects.toMatchObject({
    code: "file_unusable",
    problems: [{ path: associations, line: 2, message: expect.stringContaining("allowedRoles") }],
  });
});

test("after a cluster is closed, its keys are not compared, even if a request reads them", async () => {
  const warnings: string[] = [];
  const check = new SharedKeyCheck((_cluster, message) => warnings.push(message));
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "one" }];
  await folder.write("jwks.json", JSON.stringify({ keys }));
  const open = () =>
    openCluster({ ...config, associations, keys: { file: folder.resolve("jwks.json") } }, undefined, {
      onLogEvent() {},
    });
  const before = await open();
  before.compareKeys(check);
  before.close();
  await before.cluster.keys({ alg: "ES256", kid: "one" }, { payload: "", signature: "" });
  const after = await open();
  after.compareKeys(check);
  after.close();
  expect(warnings).toEqual([]);
});

test("a key file that is removed before the first request is noticed, and its keys stay in use", async () => {
  const events: LogEvent[] = [];
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "one" };
  const file = await folder.write("jwks.json", JSON.stringify({ keys: [jwk] }));
  const open = await openCluster({ ...config, associations, keys: { file } }, undefined, {
    onLogEvent: (event) => events.push(event),
  });
  expect(open.keys.status).toEqual({ readAt: expect.any(Number), failure: undefined });
  await rm(file);
  await expect
    .poll(() => events, { timeout: 5_000 })
    .toEqual([
      {
        level: "warn",
        code: "keys_unavailable",
        cluster: "edge",
        message: expect.stringMatching(/ENOENT.* The previous keys stay in use\.$/),
      },
    ]);
  expect(open.keys.status).toEqual({ readAt: expect.any(Number), failure: "unreachable" });
  const key = await open.cluster.keys({ alg: "ES256", kid: "one" }, { payload: "", signature: "" });
  expect(key).toMatchObject({ type: "public" });
  open.close();
});

test.each([
  ["a key file", { file: "none.json" }, undefined, "can't be read (ENOENT)"],
  ["a CA file", { caFile: "none.pem" }, undefined, "can't be read (ENOENT)"],
  ["a CA file without certificates", { caFile: "empty.pem" }, 1, "There is no CA certificate"],
])("a cluster is not opened without %s that it names", async (_name, files, line, message) => {
  const keys = Object.fromEntries(Object.entries(files).map(([key, name]) => [key, folder.resolve(name)]));
  await expect(
    openCluster({ ...config, associations, keys }, undefined, { onLogEvent() {} }),
  ).rejects.toMatchObject({
    code: "file_unusable",
    problems: [{ path: Object.values(keys)[0], line, message: expect.stringContaining(message) }],
  });
});

test("keys are opened with a CA file and a state directory", async () => {
  const keys = { url: "https://127.0.0.1:1/jwks", caFile: folder.resolve("ca.pem") };
  expect(await openClusterKeys({ ...config, keys }, folder.path, () => {})).toBeTypeOf("function");
});

test("a state directory must exist and be a directory", async () => {
  await checkStateDirectory(folder.path);
  await expect(checkStateDirectory(associations)).rejects.toThrow(
    `${associations}: the state directory can't be written (ENOTDIR).`,
  );
});
