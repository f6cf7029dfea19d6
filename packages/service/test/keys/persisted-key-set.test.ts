import { constants } from "node:fs";
import { chmod, chown, stat, unlink, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test, vi } from "vitest";
import type { KeySet } from "../../src/keys/key-set.ts";
import { hang } from "../files/hang.ts";
import { moment } from "../token/test-issuer.ts";
import { down, useIssuer } from "./use-issuer.ts";

stopClock();

const setup = useIssuer();

describe("the file of saved keys", () => {
  test("is private to its owner, replaced atomically, and holds public keys", async () => {
    const verify = setup.startService({ cacheFile: setup.cacheFile });
    await verify();
    const first = await setup.readCache();
    expect((await stat(setup.cacheFile)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(first)).toEqual({
      issuer: setup.issuer.issuer,
      url: `${setup.issuer.issuer}/.well-known/openid-configuration`,
      fetchedAt: moment.toISOString(),
      keySet: { keys: [setup.issuer.rsa, setup.issuer.ec].map(({ publicJwk }) => publicJwk) },
    });
    const { ino } = await stat(setup.cacheFile);
    setup.now += 600;
    await verify();
    await expectSoon(setup.readCache).not.toBe(first);
    expect((await stat(setup.cacheFile)).ino).not.toBe(ino);
    expect(await setup.folder.list()).toEqual(["dev.json"]);
  });

  test.each<[string, (content: string) => string, string]>([
    ["empty", () => "", "is not a file of saved keys."],
    ["cut", (content) => content.slice(0, -20), "is not a file of saved keys."],
    ["of another format", () => '{"keys":[]}', "is not a file of saved keys."],
    [
      "without keys",
      (content) => JSON.stringify({ ...JSON.parse(content), keySet: { keys: "none" } }),
      "is not a JSON Web Key Set.",
    ],
    [
      "another issuer's",
      (content) => JSON.stringify({ ...JSON.parse(content), issuer: "https://other.example" }),
      "holds the keys of https://other.example from ",
    ],
    [
      "from another URL",
      (content) => JSON.stringify({ ...JSON.parse(content), url: "https://other.example/jwks" }),
      "from https://other.example/jwks.",
    ],
    [
      "from the future",
      (content) => content.replace("2023-11", "2023-12"),
      "holds keys from the future, 2023-12-",
    ],
    [
      "without a time",
      (content) => content.replace(/"fetchedAt": "[^"]*"/, '"fetchedAt": "soon"'),
      "is not a file of saved keys.",
    ],
  ])("is not used if it is %s, and replaced when the issuer is back", async (_name, damage, reason) => {
    await setup.startService({ cacheFile: setup.cacheFile })();
    const damaged = damage(await setup.readCache());
    await writeFile(setup.cacheFile, damaged);
    setup.issuer.listener = down;
    const verify = setup.startService({ cacheFile: setup.cacheFile });
    expect(await verify()).toBe("IssuerUnavailableError");
    setup.now += 10;
    expect(await verify()).toBe("IssuerUnavailableError");
    expect(setup.events[0]).toMatchObject({
      level: "warn",
      code: "key_cache_failed",
      message: expect.stringContaining(reason),
    });
    expect(setup.events[0]?.message).toContain(setup.cacheFile);
    expect(setup.events).toHaveLength(2);
    setup.issuer.listener = undefined;
    setup.now += 10;
    expect(await verify()).toBe("accepted");
    await expectSoon(() => setup.events.slice(2).map(({ message }) => message)).toEqual([
      `The keys of ${setup.issuer.issuer} are available again.`,
      `The keys of ${setup.issuer.issuer} are saved again.`,
    ]);
    expect(await setup.readCache()).not.toBe(damaged);
  });

  const untrusted: [string, () => Promise<void>, string][] = [
    [
      "can be written by all users",
      () => chmod(setup.cacheFile, 0o666),
      "can be written by all users (owner ",
    ],
    [
      "can be written by its group",
      () => chmod(setup.cacheFile, 0o660),
      "Run chmod g-w on it. It is ignored",
    ],
    [
      "is a pipe",
      async () => {
        await unlink(setup.cacheFile);
        await setup.folder.makePipe(basename(setup.cacheFile));
      },
      "is a pipe.",
    ],
    // Only root can give a file to another user.
    [
      "belongs to another user",
      () => chown(setup.cacheFile, 1000, 1000),
      "belongs to another user (owner 1000, group 1000, mode 0600)",
    ],
  ];
  test.each(untrusted.slice(0, process.geteuid?.() === 0 ? undefined : -1))(
    "is not used if it %s, and replaced when the issuer is back",
    async (_name, damage, reason) => {
      await setup.startService({ cacheFile: setup.cacheFile })();
      await setup.readCache();
      await damage();
      setup.issuer.listener = down;
      const verify = setup.startService({ cacheFile: setup.cacheFile });
      expect(await verify()).toBe("IssuerUnavailableError");
      expect(setup.events[0]).toMatchObject({
        code: "key_cache_failed",
        message: expect.stringContaining(reason),
      });
      setup.issuer.listener = undefined;
      setup.now += 10;
      expect(await verify()).toBe("accepted");
      await expectSoon(() => setup.events.at(-1)?.code).toBe("key_cache_recovered");
      const { mode, uid } = await stat(setup.cacheFile);
      expect([mode, uid]).toEqual([constants.S_IFREG | 0o600, process.geteuid?.()]);
    },
  );

  test("is reported as keys that were read", async () => {
    await setup.startService({ cacheFile: setup.cacheFile })();
    await setup.readCache();
    setup.issuer.listener = down;
    const read: string[][] = [];
    const onKeySet = ({ usable }: KeySet) => void read.push(usable.map(({ jwk }) => jwk.kid));
    expect(await setup.startService({ cacheFile: setup.cacheFile, onKeySet })()).toBe("accepted");
    expect(read).toEqual([[setup.issuer.rsa.id, setup.issuer.ec.id]]);
  });

  test("of another cluster with the same issuer is not used", async () => {
    const keySetUrl = `${setup.issuer.issuer}/openid/v1/jwks`;
    await setup.startService({ cacheFile: setup.cacheFile, keySetUrl })();
    await setup.readCache();
    setup.issuer.listener = down;
    expect(await setup.startService({ cacheFile: setup.cacheFile, keySetUrl })()).toBe("accepted");
    expect(await setup.startService({ cacheFile: setup.cacheFile, keySetUrl: `${keySetUrl}?other` })()).toBe(
      "IssuerUnavailableError",
    );
    expect(await setup.startService({ cacheFile: setup.cacheFile })()).toBe("IssuerUnavailableError");
  });

  test("that is on a file system that hangs delays the first request by 200 ms, and is logged", async () => {
    const respond = hang(setup.cacheFile);
    const verify = setup.createVerifier({ cacheFile: setup.cacheFile });
    const token = await setup.mint();
    await endAfter(200, verify(token));
    await verify(token);
    await vi.advanceTimersByTimeAsync(9_800);
    respond();
    expect(setup.events).toMatchObject([
      { code: "key_cache_failed", message: expect.stringContaining("the file system does not respond") },
    ]);
  });

  test("that cannot be written does not prevent verification, and is logged once", async () => {
    const missing = setup.folder.resolve("missing", "dev.json");
    const verify = setup.startService({ cacheFile: missing });
    for (let count = 0; count < 3; count++) {
      expect(await verify()).toBe("accepted");
      setup.now += 600;
    }
    await expectSoon(() => setup.events).toEqual([
      {
        level: "warn",
        code: "key_cache_failed",
        message: `${missing} can't be written (ENOENT). If the service restarts during an outage of ${setup.issuer.issuer}, it will have no keys.`,
      },
    ]);
  });
});
