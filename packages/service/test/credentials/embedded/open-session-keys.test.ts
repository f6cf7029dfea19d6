import { generateKeyPairSync } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmbeddedIssuer } from "../../../src/credentials/embedded/embedded-issuer.ts";
import {
  openSessionKeys,
  type WatchedSessionKeys,
} from "../../../src/credentials/embedded/open-session-keys.ts";
import { verifySessionToken } from "../../../src/credentials/embedded/session-token.ts";
import { createSessionRequest } from "../../../src/credentials/session-request.ts";
import type { LogEvent } from "../../../src/logging/log-event.ts";
import { entitle } from "../sample-entitlement.ts";

const folder = useTempFolder("open-session-keys");
const path = folder.resolve("session.pem");
let events: LogEvent[];
let keys: WatchedSessionKeys;

beforeEach(async () => {
  events = [];
  keys = await openSessionKeys(path, { onLogEvent: (event) => events.push(event) });
});
afterEach(() => keys.close());

/** Puts a new key before the current one, as the operating guide says. */
async function rotate(): Promise<void> {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const current = (await folder.read("session.pem")).split(/(?<=-----END PRIVATE KEY-----\n)/)[0];
  await writeFile(
    folder.resolve("next.pem"),
    `${privateKey.export({ type: "pkcs8", format: "pem" })}${current}`,
    { mode: 0o600 },
  );
  await rename(folder.resolve("next.pem"), path);
}

async function issueToken(): Promise<string> {
  const issuer = createEmbeddedIssuer({ keys });
  return (await issuer.issue(createSessionRequest(entitle(), "cart-session"))).sessionToken;
}

test("a rotation is in use without a restart, and session tokens of the last key stay valid", async () => {
  const first = await issueToken();
  const firstId = keys.current.id;
  await rotate();
  await expect.poll(() => keys.current.id).not.toBe(firstId);
  const second = await issueToken();
  await expect(verifySessionToken(first, keys)).resolves.toBeDefined();
  await expect(verifySessionToken(second, keys)).resolves.toBeDefined();
  expect(events).toEqual([
    {
      level: "info",
      code: "session_keys_reloaded",
      message: `The session keys were reloaded: ${path}. The current key is ${keys.current.id}.`,
    },
  ]);

  await rotate();
  await keys.reload();
  await expect(verifySessionToken(second, keys)).resolves.toBeDefined();
  await expect(verifySessionToken(first, keys)).rejects.toMatchObject({ code: "session_token_invalid" });
});

test.each<[string, () => Promise<unknown>, string]>([
  ["unusable", () => folder.write("session.pem", "canary"), "holds no P-256 private key"],
  ["removed", () => folder.delete("session.pem"), "does not exist any more"],
])(
  "if the file is %s, the previous keys stay in use and no key is created",
  async (_what, damage, problem) => {
    const token = await issueToken();
    await damage();
    await keys.reload();
    await expect(verifySessionToken(token, keys)).resolves.toBeDefined();
    expect(events).toEqual([
      {
        level: "error",
        code: "session_keys_rejected",
        message: expect.stringContaining(`stay in use: The session key file ${path} ${problem}`),
      },
    ]);
    expect(JSON.stringify(events)).not.toContain("canary");
  },
);

test("a reload of an unchanged file logs nothing, and after a close nothing changes", async () => {
  await keys.reload();
  keys.close();
  const { id } = keys.current;
  await rotate();
  await keys.reload();
  expect(keys.current.id).toBe(id);
  expect(events).toEqual([]);
});
