import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type DevCluster, startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import { expectSoon, stopClock } from "../stopped-clock.ts";

stopClock();

const request = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

let cluster: DevCluster;

beforeEach(async () => {
  cluster = await startDevCluster();
});
afterEach(() => cluster.stop());

/** Verifies as someone does who knows nothing but the issuer's URL. */
async function verifyAsOutsider(token: string, audience = "pods.eks.amazonaws.com") {
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

describe("the issuer", () => {
  test("publishes what Kubernetes does", async () => {
    const discovery = await fetch(`${cluster.issuer}/.well-known/openid-configuration`);
    expect(discovery.headers.get("content-type")).toBe("application/json");
    expect(await discovery.json()).toEqual({
      issuer: cluster.issuer,
      jwks_uri: `${cluster.issuer}/openid/v1/jwks`,
      response_types_supported: ["id_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256", "ES256"],
    });
    const keySet = await fetch(`${cluster.issuer}/openid/v1/jwks`);
    expect(keySet.headers.get("content-type")).toBe("application/jwk-set+json");
    const text = expect.any(String);
    // No "d" or "p": private parts stay private.
    expect(await keySet.json()).toEqual({
      keys: [
        { use: "sig", kty: "RSA", alg: "RS256", kid: text, n: text, e: "AQAB" },
        { use: "sig", kty: "EC", alg: "ES256", kid: text, crv: "P-256", x: text, y: text },
      ],
    });
  });

  test("has its keys for those who take their type, as Kubernetes does", async () => {
    const statusFor = async (accept: string) =>
      (await fetch(`${cluster.issuer}/openid/v1/jwks`, { headers: { accept } })).status;
    expect(await statusFor("application/json")).toBe(406);
    expect(await statusFor("application/json, application/jwk-set+json;q=0.9")).toBe(200);
  });

  test("has nothing else, and takes no other method", async () => {
    expect((await fetch(`${cluster.issuer}/constructor`)).status).toBe(404);
    expect((await fetch(`${cluster.issuer}/openid/v1/jwks`, { method: "POST" })).status).toBe(405);
  });
});

describe("a token", () => {
  test.each(["RS256", "ES256"] as const)("with %s verifies at an outsider's", async (algorithm) => {
    const { protectedHeader } = await verifyAsOutsider(await cluster.mintToken({ ...request, algorithm }));
    expect(protectedHeader).toEqual({ alg: algorithm, kid: expect.any(String) });
  });

  test("has the claims that Kubernetes writes", async () => {
    const before = Math.floor(Date.now() / 1000);
    const claims = decodeJwt(await cluster.mintToken(request));
    const uid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const { iat = 0 } = claims;
    expect(claims).toEqual({
      aud: ["pods.eks.amazonaws.com"],
      exp: iat + 3600,
      iat: expect.any(Number),
      iss: cluster.issuer,
      jti: uid,
      "kubernetes.io": {
        namespace: "shop",
        node: { name: "dev-node", uid },
        pod: { name: "cart-0", uid },
        serviceaccount: { name: "cart", uid },
      },
      nbf: iat,
      sub: "system:serviceaccount:shop:cart",
    });
    expect(iat).toBeGreaterThanOrEqual(before);
    expect(iat).toBeLessThanOrEqual(Date.now() / 1000);
  });

  test("has the audience, lifetime and pod that were asked for", async () => {
    const pod = { name: "cart-0", uid: "uid-0" };
    const token = await cluster.mintToken({ ...request, pod, audience: "other", lifetimeSeconds: 600 });
    const { payload } = await verifyAsOutsider(token, "other");
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
    expect(payload).toMatchObject({ "kubernetes.io": { pod } });
  });

  test("differs from the next, which is of the same pod", async () => {
    const [one, other] = [
      decodeJwt(await cluster.mintToken(request)),
      decodeJwt(await cluster.mintToken(request)),
    ];
    expect(one.jti).not.toBe(other.jti);
    expect(one["kubernetes.io"]).toEqual(other["kubernetes.io"]);
  });

  test("isn't accepted once the keys were replaced", async () => {
    const before = await cluster.mintToken(request);
    await cluster.rotateKeys();
    const after = await cluster.mintToken(request);
    await expect(verifyAsOutsider(before)).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
    await expect(verifyAsOutsider(after)).resolves.toBeDefined();
    expect(decodeProtectedHeader(before).kid).not.toBe(decodeProtectedHeader(after).kid);
  });
});

describe("a token's file", () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "dev-cluster-"));
    path = join(directory, "token");
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test("is there at once, for its owner alone", async () => {
    await cluster.projectToken(path, request);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(verifyAsOutsider(await readFile(path, "utf8"))).resolves.toBeDefined();
    expect(await readdir(directory)).toEqual(["token"]);
  });

  test("is renewed at 80 % of the lifetime, in one step", async () => {
    await cluster.projectToken(path, { ...request, lifetimeSeconds: 600 });
    const first = await readFile(path, "utf8");
    const { ino } = await stat(path);
    await vi.advanceTimersByTimeAsync(479_999);
    // The one timer that there is has not begun a renewal.
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await expectSoon(() => readFile(path, "utf8")).not.toBe(first);
    // Another file in its place: nobody can have read half of one.
    expect((await stat(path)).ino).not.toBe(ino);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("is written again after a failure", async () => {
    const warnings: string[] = [];
    const listen = ({ message }: Error) => warnings.push(message);
    process.on("warning", listen);
    onTestFinished(() => void process.off("warning", listen));
    await cluster.projectToken(path, { ...request, lifetimeSeconds: 600 });
    await rm(directory, { recursive: true });
    await vi.advanceTimersByTimeAsync(480_000);
    await expectSoon(() => warnings).toContainEqual(
      expect.stringMatching(/^The token file .* could not be renewed: ENOENT/),
    );
    await mkdir(directory);
    await vi.advanceTimersByTimeAsync(6000);
    await expectSoon(() => readdir(directory)).toEqual(["token"]);
  });

  test("goes when the cluster stops", async () => {
    const other = await startDevCluster();
    await other.projectToken(path, { ...request, lifetimeSeconds: 600 });
    await other.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(await readdir(directory)).toEqual([]);
    await expect(fetch(other.issuer)).rejects.toThrow();
  });

  test("can't be in a directory that isn't there", async () => {
    await expect(cluster.projectToken(join(directory, "none", "token"), request)).rejects.toThrow("ENOENT");
  });
});

test("a port that is taken is refused", async () => {
  const port = Number(new URL(cluster.issuer).port);
  await expect(startDevCluster({ port })).rejects.toThrow("EADDRINUSE");
});
