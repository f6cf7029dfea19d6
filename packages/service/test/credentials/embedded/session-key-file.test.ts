import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { inspect, promisify } from "node:util";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { createEmbeddedIssuer } from "../../../src/credentials/embedded/embedded-issuer.ts";
import {
  checkSessionKeyFile,
  readOrCreateSessionKeys,
  SessionKeyFileError,
} from "../../../src/credentials/embedded/session-key-file.ts";
import { type SessionKeys, verifySessionToken } from "../../../src/credentials/embedded/session-token.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import { entitle } from "../sample-entitlement.ts";

const folder = useTempFolder("session-keys");
const path = folder.resolve("session.pem");

async function issueToken(keys: SessionKeys): Promise<string> {
  const issuer = createEmbeddedIssuer({ keys });
  return (await issuer.issue(createSessionRequest(entitle(), "cart-session"))).sessionToken;
}

test("session tokens stay valid across a restart", async () => {
  const token = await issueToken(await readOrCreateSessionKeys(path));
  const keys = await readOrCreateSessionKeys(path);
  expect(await verifySessionToken(token, keys)).toMatchObject({ tags: { "eks-cluster-name": "prod" } });
});

test("the file is private to its owner and the only one, and the key cannot be exported", async () => {
  const { current } = await readOrCreateSessionKeys(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await folder.list()).toEqual(["session.pem"]);
  expect(await readFile(path, "utf8")).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  expect(current.privateKey.extractable).toBe(false);
});

test("concurrent calls get the same key", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => readOrCreateSessionKeys(path)));
  const token = await issueToken(all[0] as SessionKeys);
  await Promise.all(all.map((keys) => verifySessionToken(token, keys)));
  expect(await folder.list()).toEqual(["session.pem"]);
});

test("processes that start at the same time get the same key", async () => {
  const module = new URL("../../../src/credentials/embedded/session-key-file.ts", import.meta.url).href;
  const program = `
    import { readOrCreateSessionKeys } from ${JSON.stringify(module)};
    console.log((await readOrCreateSessionKeys(${JSON.stringify(path)})).current.id);
  `;
  const start = () =>
    promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: import.meta.dirname,
    });
  const outputs = await Promise.all(Array.from({ length: 4 }, start));
  expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1);
  expect(outputs[0]?.stdout).toMatch(/^[\w-]{43}\n$/);
});

test("a second key is the previous one, and the ID of a key does not depend on its place", async () => {
  const [old, next, oldest] = [1, 2, 3].map(createPem);
  await writeFile(path, `${old}`, { mode: 0o600 });
  const before = await readOrCreateSessionKeys(path);
  await writeFile(path, `# rotated\n${next}\n${old}`);
  const after = await readOrCreateSessionKeys(path);
  expect(before.previous).toBeUndefined();
  expect(after.previous?.id).toBe(before.current.id);
  expect(after.current.id).not.toBe(before.current.id);
  expect(await verifySessionToken(await issueToken(before), after)).toBeDefined();

  await writeFile(path, `${next}${old}${oldest}`);
  await expect(readOrCreateSessionKeys(path)).rejects.toThrow(
    `The session key file ${path} holds 3 keys, but only the current key and the previous one can be used. Remove the oldest.`,
  );
});

test("a key in SEC 1 is the same key, and cannot be exported either", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  await writeFile(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const before = await readOrCreateSessionKeys(path);
  await writeFile(path, privateKey.export({ type: "sec1", format: "pem" }));
  const after = await readOrCreateSessionKeys(path);
  expect(after.current.id).toBe(before.current.id);
  expect(after.current.privateKey.extractable).toBe(false);
});

function createPem(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

const { privateKey: otherCurve } = generateKeyPairSync("ec", { namedCurve: "P-384" });
const { privateKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

test.each([
  ["is empty", ""],
  ["is text", "canary"],
  ["is cut", "-----BEGIN PRIVATE KEY-----\ncanary"],
  ["is a key of another curve", otherCurve.export({ type: "pkcs8", format: "pem" })],
  ["is a key of another kind", rsa.export({ type: "pkcs8", format: "pem" })],
  ["is a public key", publicKey.export({ type: "spki", format: "pem" })],
  ["has a second key of another curve", createPem() + otherCurve.export({ type: "pkcs8", format: "pem" })],
])("a file that %s is rejected, and unchanged", async (_, content) => {
  await writeFile(path, content, { mode: 0o600 });
  const error = await readOrCreateSessionKeys(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SessionKeyFileError);
  expect((error as Error).message).toBe(
    `The session key file ${path} holds no P-256 private key in PEM (PKCS #8 or SEC 1). Restore it, or remove it to create ` +
      "a new key; session tokens of the old key are then no longer valid.",
  );
  expect(inspect(error, { showHidden: true })).not.toContain("canary");
  expect(await readFile(path, "utf8")).toBe(content);
});

test.each([
  [0o644, "can be read by all users"],
  [0o606, "can be read by all users"],
  [0o602, "can be written by all users"],
  [0o660, "can be written by its group"],
])("a file that is open to others is rejected: %o", async (mode, problem) => {
  await readOrCreateSessionKeys(path);
  await chmod(path, mode);
  await expect(readOrCreateSessionKeys(path)).rejects.toThrow(
    `The session key file ${path} ${problem} (owner `,
  );
  await expect(checkSessionKeyFile(path)).rejects.toMatchObject({ code: "session_key_file_unusable" });
});

test("a file that is open to its group is accepted, as in a Kubernetes volume", async () => {
  await readOrCreateSessionKeys(path);
  await chmod(path, 0o440);
  await expect(readOrCreateSessionKeys(path)).resolves.toBeDefined();
  await chmod(path, 0o660);
  await expect(readOrCreateSessionKeys(path, { allowGroupWrite: true })).resolves.toBeDefined();
});

test("a missing directory is reported", async () => {
  const lost = folder.resolve("lost", "session.pem");
  await expect(readOrCreateSessionKeys(lost)).rejects.toThrow(
    `The session key file ${lost} can't be created (ENOENT). Check that its directory exists, and that this process can read and write there.`,
  );
});

test.each<[string, () => Promise<unknown>]>([
  ["a directory", () => mkdir(path)],
  ["a pipe", () => folder.makePipe("session.pem")],
])("a path of %s is reported", async (type, create) => {
  await create();
  const message = `The session key file ${path} is ${type}. Use a regular file.`;
  await expect(readOrCreateSessionKeys(path)).rejects.toThrow(message);
  await expect(checkSessionKeyFile(path)).rejects.toThrow(message);
});

describe("a check", () => {
  test("creates no file", async () => {
    await checkSessionKeyFile(path);
    expect(await folder.list()).toEqual([]);
  });

  test("accepts an existing file", async () => {
    await readOrCreateSessionKeys(path);
    await expect(checkSessionKeyFile(path)).resolves.toBeUndefined();
  });

  test.each<[string, string, () => Promise<unknown>]>([
    ["has no key", "key.pem", () => writeFile(folder.resolve("key.pem"), "canary", { mode: 0o600 })],
    [
      "is open to all users",
      "session.pem",
      () => readOrCreateSessionKeys(path).then(() => chmod(path, 0o644)),
    ],
    ["is a directory", "key.pem", () => mkdir(folder.resolve("key.pem"), { mode: 0o700 })],
    ["has no directory", "none/key.pem", async () => {}],
    ["has a file as its directory", "file/key.pem", () => writeFile(folder.resolve("file"), "")],
  ])("rejects a file that %s with the same error as opening it", async (_what, name, damage) => {
    await damage();
    const file = folder.resolve(name);
    const opening = await readOrCreateSessionKeys(file).catch((reason: unknown) => reason);
    const checking = await checkSessionKeyFile(file).catch((reason: unknown) => reason);
    expect(checking).toBeInstanceOf(SessionKeyFileError);
    expect(checking).toEqual(opening);
  });
});
