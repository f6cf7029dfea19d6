import { randomUUID } from "node:crypto";
import type { DevCluster } from "@eks-auth/service/dev-cluster";

type TokenRequest = Parameters<DevCluster["mintToken"]>[0];

/** What a token of the pod `cart-0` is asked for with; ES256, for its signatures are cheap. */
export function cart(name = "cart-0"): TokenRequest {
  return { namespace: "shop", serviceAccount: "cart", pod: { name, uid: uidOf(name) }, algorithm: "ES256" };
}

/** The UID of a pod, the same each time. */
export function uidOf(name: string): string {
  return Buffer.from(name)
    .toString("hex")
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Makes a token that nobody signed. */
export function forgeToken(claims: object): string {
  const write = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  return `${write({ alg: "RS256", kid: randomUUID() })}.${write(claims)}.${randomUUID().replaceAll("-", "")}`;
}

/** Reads a token's claims, to forge another like it. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
