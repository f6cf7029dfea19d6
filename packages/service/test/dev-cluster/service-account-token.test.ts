import { decodeJwt } from "jose";
import { afterAll, expect, test } from "vitest";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";

const request = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

const cluster = await startDevCluster();
afterAll(() => cluster.stop());

test("a token has the claims of Kubernetes", async () => {
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

test("two tokens of a pod differ, but have the same pod", async () => {
  const [one, other] = [
    decodeJwt(await cluster.mintToken(request)),
    decodeJwt(await cluster.mintToken(request)),
  ];
  expect(one.jti).not.toBe(other.jti);
  expect(one["kubernetes.io"]).toEqual(other["kubernetes.io"]);
});
