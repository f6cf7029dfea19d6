import { chmod, rename, symlink, truncate, unlink, utimes, writeFile } from "node:fs/promises";
import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { generateSigningKey, type SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { UnusableFileError } from "../../src/files/file-error.ts";
import { checkKeyFile, createFileKeys } from "../../src/keys/file-keys.ts";
import type { CachedKeySource, IssuerUnavailableError, TrackedKeys } from "../../src/keys/key-source.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { hang } from "../files/hang.ts";
import { moment, sharedKeys, sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

stopClock();

let cluster: TestIssuer;
const folder = useTempFolder("eks-auth-keys");
const path = folder.resolve("jwks.json");
let now: number;
let events: LogEvent[];
/** The keys of the last call of {@link verify}. */
let tracked: TrackedKeys;
let keys: CachedKeySource;
let verify: (key: SigningKey) => Promise<string>;

beforeEach(async () => {
  cluster = await startTestIssuer(sharedKeys);
  now = moment.getTime();
  events = [];
  const clock = () => new Date(now);
  keys = createFileKeys(path, { now: clock, onLogEvent: (event) => events.push(event) });
  verify = async (key) => {
    const token = await sign(cluster.claims(), key);
    tracked = keys.track();
    return verifyToken(token, { issuer: cluster.issuer, keys: tracked }, clock()).then(
      () => "accepted",
      (error: Error) => `${error.name}: ${error.message}`.replaceAll(folder.path, "FOLDER"),
    );
  };
});
afterEach(() => cluster.stop());

function keySetOf(...keys: SigningKey[]): string {
  return JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });
}

const unknown = expect.stringMatching(/^UnknownKeyError: .* They are read again in 1 s\./);

test("the keys of a file are read on first use, without a request", async () => {
  await writeFile(path, keySetOf(cluster.rsa));
  expect(await verify(cluster.rsa)).toBe("accepted");
  expect(await verify(cluster.ec)).toEqual(unknown);
  expect(cluster.requests).toEqual([]);
  expect(events).toEqual([]);
});

test("the time is that of the system by default", async () => {
  await writeFile(path, keySetOf(cluster.rsa));
  const { kid = "" } = cluster.rsa.publicJwk;
  await expect(
    createFileKeys(path)({ alg: "RS256", kid }, { payload: "", signature: "" }),
  ).resolves.toBeDefined();
});

test("a file that was never usable has no previous keys, and keys that can't be used are logged", async () => {
  expect(await verify(cluster.rsa)).toContain("IssuerUnavailableError");
  await writeFile(path, JSON.stringify({ keys: [cluster.rsa.publicJwk, { kty: "oct" }] }));
  now += 1000;
  expect(await verify(cluster.rsa)).toBe("accepted");
  expect(events.map(({ code }) => code)).toEqual(["keys_unavailable", "keys_unusable", "keys_recovered"]);
  expect(events[0]?.message).not.toContain("The previous keys");
});

test("a change is seen at once if the clock was set back", async () => {
  await writeFile(path, keySetOf(cluster.rsa));
  await verify(cluster.rsa);
  await writeFile(path, keySetOf(cluster.ec));
  now -= 1;
  expect(await verify(cluster.ec)).toBe("accepted");
  expect(tracked.isCurrent()).toBe(true);
});

test("a file is checked before its first use", async () => {
  await writeFile(path, keySetOf(cluster.ec));
  await expect(checkKeyFile(path)).resolves.toMatchObject({ usable: [{ algorithm: "ES256" }] });
  await writeFile(path, "{}");
  await expect(checkKeyFile(path)).rejects.toBeInstanceOf(UnusableFileError);
});

test("a key set in UTF-16, as PowerShell writes it, is refused with its encoding", async () => {
  await writeFile(path, Buffer.from(`\ufeff${keySetOf(cluster.rsa)}`, "utf16le"));
  expect(await verify(cluster.rsa)).toContain("FOLDER/jwks.json:1: the file is UTF-16, not UTF-8. ");
});

test("a change is seen after 1 s, not earlier", async () => {
  await writeFile(path, keySetOf(cluster.rsa));
  await verify(cluster.rsa);
  const newKey = await generateSigningKey("RS256");
  await writeFile(path, keySetOf(newKey));
  now += 999;
  expect(await verify(newKey)).toEqual(unknown);
  now += 1;
  expect(await verify(newKey)).toBe("accepted");
  expect(await verify(cluster.rsa)).toEqual(unknown);
  now += 601_000;
  expect(await verify(cluster.rsa)).toBe(
    "InvalidTokenError: None of the issuer's keys matches the kid and alg headers.",
  );
});

test("a tracked key is current until the file must be checked, and again if it has not changed", async () => {
  await writeFile(path, keySetOf(cluster.rsa));
  expect(await verify(cluster.rsa)).toBe("accepted");
  const { isCurrent } = tracked;
  now += 999;
  expect(isCurrent()).toBe(true);
  now += 1;
  expect(isCurrent()).toBe(false);
  await verify(cluster.rsa);
  expect(isCurrent()).toBe(true);
  await writeFile(path, keySetOf(cluster.ec));
  now += 1000;
  await verify(cluster.ec);
  expect(isCurrent()).toBe(false);
});

test("another file of the same size and time in its place is seen", async () => {
  const twin = await generateSigningKey("RS256");
  const other = folder.resolve("new.json");
  await writeFile(path, keySetOf(cluster.rsa));
  await writeFile(other, keySetOf(twin));
  await utimes(path, 1, 1);
  await utimes(other, 1, 1);
  await verify(cluster.rsa);
  await rename(other, path);
  now += 1000;
  expect(await verify(twin)).toBe("accepted");
});

test("a changed symbolic link is seen, as in a Kubernetes volume", async () => {
  await writeFile(folder.resolve("v1"), keySetOf(cluster.rsa));
  await writeFile(folder.resolve("v2"), keySetOf(cluster.ec));
  await symlink("v1", path);
  expect(await verify(cluster.rsa)).toBe("accepted");
  await unlink(path);
  await symlink("v2", path);
  now += 1000;
  expect(await verify(cluster.ec)).toBe("accepted");
});

test.each<[string, () => Promise<void>, string]>([
  ["broken", () => writeFile(path, '{"keys":'), "FOLDER/jwks.json is not a JSON Web Key Set."],
  [
    "gone",
    () => unlink(path),
    "FOLDER/jwks.json can't be read (ENOENT). Check that it exists and that this process can read it.",
  ],
])("while the file is %s the old keys are used, which is logged once", async (_name, damage, reason) => {
  await writeFile(path, keySetOf(cluster.rsa));
  await verify(cluster.rsa);
  await damage();
  for (let count = 0; count < 5; count++) {
    now += 1000;
    expect(await verify(cluster.rsa)).toBe("accepted");
    expect(await verify(cluster.ec), "a key that may be in the new file").toContain(
      "IssuerUnavailableError: ",
    );
  }
  await writeFile(path, keySetOf(cluster.rsa, cluster.ec));
  now += 1000;
  expect(await verify(cluster.ec)).toBe("accepted");
  expect(await verify({ ...cluster.ec, id: "guess" })).toEqual(unknown);
  expect(
    events.map(({ level, code, message }) => [level, code, message.replaceAll(folder.path, "FOLDER")]),
  ).toEqual([
    [
      "warn",
      "keys_unavailable",
      `The keys of FOLDER/jwks.json are not available: ${reason} The previous keys stay in use.`,
    ],
    ["info", "keys_recovered", "The keys in FOLDER/jwks.json are available again."],
  ]);
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    "a pipe",
    () => unlink(path).then(() => folder.makePipe("jwks.json")),
    "FOLDER/jwks.json is a pipe. Use a regular file.",
  ],
  ["writable by all users", () => chmod(path, 0o666), "FOLDER/jwks.json can be written by all users ("],
  ["too large", () => truncate(path, 300_000), "FOLDER/jwks.json is larger than 256 KiB."],
])("a file that becomes %s is not used, and requests do not wait for it", async (_name, damage, reason) => {
  await writeFile(path, keySetOf(cluster.rsa));
  await verify(cluster.rsa);
  await damage();
  for (let count = 0; count < 5; count++) {
    now += 1000;
    expect(await verify(cluster.rsa)).toBe("accepted");
  }
  expect(events).toMatchObject([{ code: "keys_unavailable" }]);
  expect(events[0]?.message.replaceAll(folder.path, "FOLDER")).toContain(reason);
});

describe("while the file system hangs", () => {
  let respond: () => void;

  function findKey(): Promise<string> {
    const { kid = "" } = cluster.rsa.publicJwk;
    return Promise.resolve(keys({ alg: "RS256", kid }, { payload: "", signature: "" })).then(
      () => "found",
      ({ reason }: IssuerUnavailableError) => reason,
    );
  }

  afterEach(() => respond());

  test("a request waits 500 ms, then the last good keys are used without a wait, and the time limit is logged", async () => {
    await writeFile(path, keySetOf(cluster.rsa));
    expect(await findKey()).toBe("found");
    respond = hang(path);
    now += 1000;
    expect(await endAfter(500, findKey())).toBe("found");
    now += 1000;
    expect(await findKey()).toBe("found");
    expect(events).toEqual([]);
    await vi.advanceTimersByTimeAsync(9_500);
    expect(events).toMatchObject([
      { code: "keys_unavailable", message: expect.stringContaining("the file system does not respond for") },
    ]);
    respond();
    await vi.advanceTimersByTimeAsync(0);
    now += 1000;
    expect(await findKey()).toBe("found");
    expect(events[1]).toMatchObject({ code: "keys_recovered" });
  });

  test("keys that were never read are unavailable after 500 ms", async () => {
    respond = hang(path);
    expect(await endAfter(500, findKey())).toBe("timeout");
    await vi.advanceTimersByTimeAsync(9_500);
    expect(await findKey()).toBe("unreachable");
  });
});

test("the keys are unavailable until there is a usable file", async () => {
  const missing = await verify(cluster.rsa);
  expect(missing).toBe(
    "IssuerUnavailableError: The keys of FOLDER/jwks.json are not available: FOLDER/jwks.json can't be read (ENOENT). Check that it exists and that this process can read it.",
  );
  await writeFile(path, keySetOf(cluster.rsa));
  now += 1000;
  expect(await verify(cluster.rsa)).toBe("accepted");
});
