import { stopClock } from "@eks-auth/test-kit/clocks";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import type { TokenIssuer } from "../../src/keys/key-source.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { moment, sign, startTestIssuer, type TestIssuer } from "./test-issuer.ts";

stopClock();

/** The issuer of every cluster that kubeadm or kind creates. */
const sharedIssuer = "https://kubernetes.default.svc.cluster.local";

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
    const issuer = isKind ? sharedIssuer : host.issuer;
    const keySetUrl = isKind ? `${host.issuer}/openid/v1/jwks` : undefined;
    clusters.set(name, {
      host,
      issuer,
      keys: createIssuerKeys(issuer, { keySetUrl }),
      mint: (key) => sign(host.claims({ iss: issuer }), host[key]),
    });
  }
});
afterAll(() => Promise.all([...clusters.values()].map(({ host }) => host.stop())));

function get(name: string): TestCluster {
  return clusters.get(name) as TestCluster;
}

test.each(names.flatMap((from) => names.map((to) => [from, to] as const)))(
  "a token of %s at %s is accepted only if both are the same cluster",
  async (from, to) => {
    for (const key of ["rsa", "ec"] as const) {
      const verified = verifyToken(await get(from).mint(key), get(to), moment);
      if (from === to) {
        await expect(verified).resolves.toMatchObject({ serviceAccount: "cart" });
      } else {
        await expect(verified).rejects.toMatchObject({ name: "InvalidTokenError", check: "key" });
      }
    }
  },
);

test("a token of one cluster with the kid of another one with the same issuer is rejected", async () => {
  const [one, other] = [get("kind-1"), get("kind-2")];
  const key: SigningKey = { ...one.host.rsa, id: other.host.rsa.id };
  const token = await sign(one.host.claims({ iss: sharedIssuer }), key);
  await expect(verifyToken(token, other, moment)).rejects.toMatchObject({ check: "signature" });
});
