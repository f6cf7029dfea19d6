import { mkdtemp, rename, rm, symlink, unlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateSigningKey, type SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createFileKeys } from "../../src/keys/file-keys.ts";
import type { KeyProblem } from "../../src/logging/log-event.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

const start = 1_700_000_000_000;

let cluster: TestIssuer;
let directory: string;
let path: string;
let now: number;
let problems: KeyProblem[];
let judge: (key: SigningKey) => Promise<string>;

beforeEach(async () => {
  cluster = await startTestIssuer();
  directory = await mkdtemp(join(tmpdir(), "eks-auth-keys-"));
  path = join(directory, "jwks.json");
  now = start;
  problems = [];
  const clock = () => new Date(now);
  const keys = createFileKeys(path, { now: clock, onProblem: (problem) => problems.push(problem) });
  judge = async (key) => {
    const token = await sign(cluster.claims(start / 1000), key);
    return verifyToken(token, { issuer: cluster.issuer, keys }, clock()).then(
      () => "accepted",
      (error: Error) => `${error.name}: ${error.message}`.replaceAll(directory, "DIRECTORY"),
    );
  };
});
afterEach(async () => {
  await cluster.stop();
  await rm(directory, { recursive: true });
});

function textOf(...keys: SigningKey[]): string {
  return JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });
}

const unknown = "InvalidTokenError: None of the issuer's keys fits the kid and alg headers.";

test("the keys of a file are read at the first need, without any request", async () => {
  await writeFile(path, textOf(cluster.rsa));
  expect(await judge(cluster.rsa)).toBe("accepted");
  expect(await judge(cluster.ec)).toBe(unknown);
  expect(cluster.requests).toEqual([]);
  expect(problems).toEqual([]);
});

test("a change is seen after a second, and not before", async () => {
  await writeFile(path, textOf(cluster.rsa));
  await judge(cluster.rsa);
  const newKey = await generateSigningKey("RS256");
  await writeFile(path, textOf(newKey));
  now += 999;
  expect(await judge(newKey)).toBe(unknown);
  now += 1;
  expect(await judge(newKey)).toBe("accepted");
  expect(await judge(cluster.rsa)).toBe(unknown);
});

test("a file of the same size and time that takes its name is seen", async () => {
  const twin = await generateSigningKey("RS256");
  const other = join(directory, "new.json");
  await writeFile(path, textOf(cluster.rsa));
  await writeFile(other, textOf(twin));
  await utimes(path, 1, 1);
  await utimes(other, 1, 1);
  await judge(cluster.rsa);
  await rename(other, path);
  now += 1000;
  expect(await judge(twin)).toBe("accepted");
});

test("a link that is turned, as Kubernetes does in its volumes, is seen", async () => {
  await writeFile(join(directory, "v1"), textOf(cluster.rsa));
  await writeFile(join(directory, "v2"), textOf(cluster.ec));
  await symlink("v1", path);
  expect(await judge(cluster.rsa)).toBe("accepted");
  await unlink(path);
  await symlink("v2", path);
  now += 1000;
  expect(await judge(cluster.ec)).toBe("accepted");
});

test.each<[string, () => Promise<void>, string]>([
  ["broken", () => writeFile(path, '{"keys":'), "DIRECTORY/jwks.json is not a JSON Web Key Set."],
  [
    "gone",
    () => unlink(path),
    "DIRECTORY/jwks.json can't be read (ENOENT). Check that it is there and that this process may read it.",
  ],
])("while the file is %s the old keys serve, which is told once", async (_name, spoil, reason) => {
  await writeFile(path, textOf(cluster.rsa));
  await judge(cluster.rsa);
  await spoil();
  for (let count = 0; count < 5; count++) {
    now += 1000;
    expect(await judge(cluster.rsa)).toBe("accepted");
  }
  await writeFile(path, textOf(cluster.rsa, cluster.ec));
  now += 1000;
  expect(await judge(cluster.ec)).toBe("accepted");
  expect(problems.map(({ state, message }) => [state, message.replaceAll(directory, "DIRECTORY")])).toEqual([
    [
      "begins",
      `The keys of DIRECTORY/jwks.json can't be had: ${reason} The keys that it had before are used.`,
    ],
    ["ends", "The keys in DIRECTORY/jwks.json can be used again."],
  ]);
});

test("without a file that could ever be used the keys are unavailable", async () => {
  const missing = await judge(cluster.rsa);
  expect(missing).toBe(
    "IssuerUnavailableError: The keys of DIRECTORY/jwks.json can't be had: DIRECTORY/jwks.json can't be read (ENOENT). Check that it is there and that this process may read it.",
  );
  await writeFile(path, textOf(cluster.rsa));
  now += 1000;
  expect(await judge(cluster.rsa)).toBe("accepted");
});
