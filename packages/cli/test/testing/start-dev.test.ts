import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Dev, startDev } from "../../src/testing/index.ts";

const roleArn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/** The role that the agent gives a token, or the code of its error. */
async function askAgent({ credentialsUrl }: Dev, token: string): Promise<string> {
  const response = await fetch(credentialsUrl, { headers: { authorization: token } });
  const { Token, code } = (await response.json()) as { Token?: string; code?: string };
  const claims = Token?.split(".")[1];
  return claims === undefined
    ? String(code)
    : JSON.parse(Buffer.from(claims, "base64url").toString()).roleArn;
}

describe("startDev", () => {
  const events: string[] = [];
  let dev: Dev;

  beforeAll(async () => {
    dev = await startDev({ roleArn: roleArn("first"), onEvent: (text) => events.push(text) });
    const token = await dev.mintToken();
    // The first request fetches the keys, and may be refused on a busy machine.
    await vi.waitUntil(async () => (await askAgent(dev, token)) === roleArn("first"));
  });
  afterEach(() => dev.setFaults({}));
  afterAll(() => dev.stop());

  it("gives the pod of the token file its role, and another one at once", async () => {
    const token = await readFile(dev.tokenFile, "utf8");
    expect(await askAgent(dev, token)).toBe(roleArn("first"));
    await dev.associate({ roleArn: roleArn("second") });
    expect(await askAgent(dev, token)).toBe(roleArn("second"));
    await expect(dev.associate({ roleArn: "second" })).rejects.toMatchObject({ code: "option_invalid" });
  });

  it("gives other pods roles", async () => {
    const pod = { namespace: "shop", serviceAccount: "cart", podName: "cart-0", lifetimeSeconds: 600 };
    const token = await dev.mintToken(pod);
    expect(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())).toMatchObject({
      sub: "system:serviceaccount:shop:cart",
      "kubernetes.io": { pod: { name: "cart-0" } },
    });
    expect(await askAgent(dev, token)).toBe("ResourceNotFoundException");
    await dev.associate({ namespace: "shop", serviceAccount: "cart", roleArn: roleArn("cart") });
    expect(await askAgent(dev, token)).toBe(roleArn("cart"));
  });

  it("injects faults, and tells about them without colours", async () => {
    const token = await dev.mintToken();
    dev.setFaults({ "server-error": { rate: 1 } });
    expect(await askAgent(dev, token)).toBe("InternalServerException");
    expect(events).toContainEqual(
      expect.stringMatching(/^injected {2}server-error {2}request [\da-f-]{36}$/),
    );
    dev.setFaults({});
    expect(await askAgent(dev, token)).toMatch(/^arn:/);
    expect(() => dev.setFaults({ slow: { rate: 2 } })).toThrow(
      expect.objectContaining({ code: "option_invalid" }),
    );
  });
});

it("hides your own credentials from this process and from children, until it stops", async () => {
  const own = { AWS_ACCESS_KEY_ID: "own", AWS_PROFILE: "own", AWS_REGION: "xx-own-1", OTHER: "kept" };
  for (const [name, value] of Object.entries(own)) {
    vi.stubEnv(name, value);
  }
  const before = { ...process.env };
  try {
    const dev = await startDev();
    expect(process.env).toEqual(before);
    expect(dev.env).toMatchObject({
      OTHER: "kept",
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL_STS: dev.stsUrl,
    });
    expect(dev.env).not.toHaveProperty("AWS_PROFILE");
    dev.setProcessEnv();
    dev.setProcessEnv();
    expect({ ...process.env }).toEqual(dev.env);
    process.env.LATER = "kept, too";
    const sts = new STSClient();
    expect(await sts.send(new GetCallerIdentityCommand())).toMatchObject({ Account: "111122223333" });
    await dev.stop();
    expect({ ...process.env }).toEqual({ ...before, LATER: "kept, too" });
    await dev.stop();
    expect(existsSync(dirname(dev.tokenFile))).toBe(false);
  } finally {
    delete process.env.LATER;
    vi.unstubAllEnvs();
  }
});

describe("setProcessEnv", () => {
  afterEach(() => {
    delete process.env.UNRELATED;
    vi.unstubAllEnvs();
  });

  it("keeps a variable that was set after the cluster started", async () => {
    vi.stubEnv("AWS_REGION", "xx-own-1");
    await using dev = await startDev();
    process.env.UNRELATED = "set later";
    expect(dev.env).toMatchObject({ UNRELATED: "set later" });
    dev.setProcessEnv();
    expect(process.env.UNRELATED).toBe("set later");
    process.env.AWS_REGION = "xx-changed-1";
    await dev.stop();
    expect(process.env).toMatchObject({ UNRELATED: "set later", AWS_REGION: "xx-changed-1" });
  });

  it.each(["first", "last"])(
    "restores all variables after two clusters, of which the %s one stops first",
    async (which) => {
      vi.stubEnv("AWS_PROFILE", "own");
      vi.stubEnv("AWS_REGION", "xx-own-1");
      const before = { ...process.env };
      await using first = await startDev();
      await using last = await startDev();
      first.setProcessEnv();
      last.setProcessEnv();
      const [one, other] = which === "first" ? [first, last] : [last, first];
      await one.stop();
      expect(process.env.AWS_PROFILE).toBeUndefined();
      expect({ ...process.env }).toEqual(other.env);
      await other.stop();
      expect({ ...process.env }).toEqual(before);
    },
  );
});

it("stops at the end of a block, and refuses unusable options", async () => {
  let file = "";
  {
    await using dev = await startDev({ credentialLifetimeSeconds: 60 });
    file = dev.tokenFile;
    expect(existsSync(file)).toBe(true);
  }
  expect(existsSync(file)).toBe(false);
  await expect(startDev({ credentialLifetimeSeconds: 1 })).rejects.toMatchObject({ code: "option_invalid" });
});
