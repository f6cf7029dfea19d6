import { afterAll, beforeAll, expect, test } from "vitest";
import type { SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import type { TokenIssuer } from "../../src/keys/key-source.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { stopClock } from "../stopped-clock.ts";
import { claimsWith } from "./refused-claims.ts";
import { sign, startTestIssuer, type TestIssuer } from "./test-issuer.ts";

stopClock();

const now = 1_700_000_000;

/** What kubeadm and kind call the issuer of each cluster. */
const commonIssuer = "https://kubernetes.default.svc.cluster.local";

interface TestCluster extends TokenIssuer {
  readonly host: TestIssuer;
  mint(key: "rsa" | "ec"): Promise<string>;
}

const names = ["blue", "green", "kind-1", "kind-2"];
const clusters = new Map<string, TestCluster>();

beforeAll(async () => {
  for (const name of names) {
    const host = await startTestIssuer();
    const isKind = name.startsWith("kind");
    const issuer = isKind ? commonIssuer : host.issuer;
    const keySetUrl = isKind ? `${host.issuer}/openid/v1/jwks` : undefined;
    clusters.set(name, {
      host,
      issuer,
      keys: createIssuerKeys(issuer, { keySetUrl }),
      mint: (key) => sign(claimsWith(host, now, { iss: issuer }), host[key]),
    });
  }
});
afterAll(() => Promise.all([...clusters.values()].map(({ host }) => host.stop())));

function get(name: string): TestCluster {
  return clusters.get(name) as TestCluster;
}

test.each(names.flatMap((from) => names.map((to) => [from, to] as const)))(
  "a token of %s at %s",
  async (from, to) => {
    for (const key of ["rsa", "ec"] as const) {
      const verified = verifyToken(await get(from).mint(key), get(to), new Date(now * 1000));
      if (from === to) {
        await expect(verified).resolves.toMatchObject({ serviceAccount: "cart" });
      } else {
        await expect(verified).rejects.toMatchObject({ name: "InvalidTokenError", check: "key" });
      }
    }
  },
);

test("a token of one cluster under the kid of another with the same issuer", async () => {
  const [one, other] = [get("kind-1"), get("kind-2")];
  const key: SigningKey = { ...one.host.rsa, id: other.host.rsa.id };
  const token = await sign(claimsWith(one.host, now, { iss: commonIssuer }), key);
  await expect(verifyToken(token, other, new Date(now * 1000))).rejects.toMatchObject({ check: "signature" });
});

test("an issuer that is no URL needs the address of its keys", () => {
  expect(() => createIssuerKeys("kubernetes/serviceaccount")).toThrow(TypeError);
  expect(() =>
    createIssuerKeys("kubernetes/serviceaccount", { keySetUrl: "https://a.example/jwks" }),
  ).not.toThrow();
});

test.each(["http://a.example/jwks", "jwks.json", "file:///etc/jwks"])(
  "keys at %s are refused at once",
  (keySetUrl) => {
    expect(() => createIssuerKeys(commonIssuer, { keySetUrl })).toThrow("must be an https URL");
  },
);

test("a password in an issuer's URL is refused, and not repeated", () => {
  for (const create of [
    () => createIssuerKeys("https://user:canary@a.example"),
    () => createIssuerKeys(commonIssuer, { keySetUrl: "https://user:canary@a.example/jwks" }),
  ]) {
    expect(create).toThrow(/^A URL at a.example holds a user or a password/);
  }
});
