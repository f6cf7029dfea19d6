import { mkdir, readFile, stat } from "node:fs/promises";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type DevCluster, startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";

stopClock();

const request = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

let cluster: DevCluster;

beforeEach(async () => {
  cluster = await startDevCluster();
});
afterEach(() => cluster.stop());

/** Verifies a token with only the issuer's URL, by discovery. */
async function verifyByDiscovery(token: string, audience = "pods.eks.amazonaws.com") {
  const { issuer } = cluster;
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const discovered = (await response.json()) as {
    jwks_uri: string;
    id_token_signing_alg_values_supported: string[];
  };
  return jwtVerify(token, createRemoteJWKSet(new URL(discovered.jwks_uri)), {
    issuer,
    audience,
    algorithms: discovered.id_token_signing_alg_values_supported,
  });
}

describe("a token", () => {
  test.each(["RS256", "ES256"] as const)("with %s can be verified by discovery", async (algorithm) => {
    const { protectedHeader } = await verifyByDiscovery(await cluster.mintToken({ ...request, algorithm }));
    expect(protectedHeader).toEqual({ alg: algorithm, kid: expect.any(String) });
  });

  test("has the audience, lifetime and pod that were asked for", async () => {
    const pod = { name: "cart-0", uid: "uid-0" };
    const token = await cluster.mintToken({ ...request, pod, audience: "other", lifetimeSeconds: 600 });
    const { payload } = await verifyByDiscovery(token, "other");
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
    expect(payload).toMatchObject({ "kubernetes.io": { pod } });
  });

  test("is not accepted after the keys were replaced", async () => {
    const before = await cluster.mintToken(request);
    await cluster.rotateKeys();
    const after = await cluster.mintToken(request);
    await expect(verifyByDiscovery(before)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
    await expect(verifyByDiscovery(after)).resolves.toBeDefined();
    expect(decodeProtectedHeader(before).kid).not.toBe(decodeProtectedHeader(after).kid);
  });
});

describe("a token file", () => {
  const folder = useTempFolder("dev-cluster");
  const path = folder.resolve("token");

  test("exists at once, private to its owner", async () => {
    await cluster.projectToken(path, request);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(verifyByDiscovery(await readFile(path, "utf8"))).resolves.toBeDefined();
    expect(await folder.list()).toEqual(["token"]);
  });

  test("is renewed after 80 % of the lifetime, atomically", async () => {
    await cluster.projectToken(path, { ...request, lifetimeSeconds: 600 });
    const first = await readFile(path, "utf8");
    const { ino } = await stat(path);
    await vi.advanceTimersByTimeAsync(479_999);
    // The only timer has not started a renewal.
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await expectSoon(() => readFile(path, "utf8")).not.toBe(first);
    // It is another file, so no reader can have got half a token.
    expect((await stat(path)).ino).not.toBe(ino);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("is written again after a failure", async () => {
    const warnings: string[] = [];
    const listen = ({ message }: Error) => warnings.push(message);
    process.on("warning", listen);
    onTestFinished(() => void process.off("warning", listen));
    await cluster.projectToken(path, { ...request, lifetimeSeconds: 600 });
    await folder.remove();
    await vi.advanceTimersByTimeAsync(480_000);
    await expectSoon(() => warnings).toContainEqual(
      expect.stringMatching(/^The token file .* could not be renewed: ENOENT/),
    );
    await mkdir(folder.path);
    await vi.advanceTimersByTimeAsync(6000);
    await expectSoon(() => folder.list()).toEqual(["token"]);
  });

  test("is removed when the cluster stops", async () => {
    const other = await startDevCluster();
    await other.projectToken(path, { ...request, lifetimeSeconds: 600 });
    await other.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(await folder.list()).toEqual([]);
    await expect(fetch(other.issuer)).rejects.toThrow();
  });

  test("cannot be in a directory that does not exist", async () => {
    await expect(cluster.projectToken(folder.resolve("none", "token"), request)).rejects.toThrow("ENOENT");
  });
});

test("a port that is in use is rejected", async () => {
  const port = Number(new URL(cluster.issuer).port);
  await expect(startDevCluster({ port })).rejects.toThrow("EADDRINUSE");
});
