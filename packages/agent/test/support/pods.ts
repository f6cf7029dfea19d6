import { randomUUID } from "node:crypto";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";

type TokenRequest = Parameters<DevCluster["mintToken"]>[0];

/** The request for a token of a pod of the service account shop/cart. ES256 signatures are fast. */
export function cart(name = "cart-0"): TokenRequest {
  return { namespace: "shop", serviceAccount: "cart", pod: { name, uid: uidOf(name) }, algorithm: "ES256" };
}

let stopped: Promise<DevCluster> | undefined;

/** Creates a token of a pod, for tests that need no keys of its cluster. The files of a worker share the cluster. */
export async function mintPodToken(name?: string): Promise<string> {
  stopped ??= startDevCluster().then(async (cluster) => {
    await cluster.stop();
    return cluster;
  });
  return (await stopped).mintToken(cart(name));
}

/** The UID of a pod; always the same for a name. */
export function uidOf(name: string): string {
  return Buffer.from(name)
    .toString("hex")
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Creates a token whose key no cluster has. It is so old that its key can't be new. */
export function forgeToken(claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  return `${encode({ alg: "RS256", kid: randomUUID() })}.${encode({ ...claims, iat: 0 })}.${randomUUID().replaceAll("-", "")}`;
}

export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
