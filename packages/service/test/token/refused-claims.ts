import type { TokenCheck } from "../../src/token/token-error.ts";
import { now } from "./test-issuer.ts";

/** Claims that are rejected although the issuer signed them. */
export interface RefusedClaims {
  readonly name: string;
  /** The difference to the claims of a good token; undefined removes a claim. */
  readonly change: (issuer: string) => Record<string, unknown>;
  readonly check: TokenCheck;
  /** A part of the error's message. */
  readonly reason: string;
}

function refused(
  name: string,
  change: Record<string, unknown> | RefusedClaims["change"],
  check: TokenCheck,
  reason: string,
): RefusedClaims {
  return { name, change: typeof change === "function" ? change : () => change, check, reason };
}

function nested(changes: Record<string, unknown>): Record<string, unknown> {
  const kubernetes = {
    namespace: "shop",
    serviceaccount: { name: "cart", uid: "uid-1" },
    pod: { name: "cart-0", uid: "uid-0" },
  };
  return { "kubernetes.io": { ...kubernetes, ...changes } };
}

const audience = "does not contain pods.eks.amazonaws.com.";
const mismatch = "The sub claim does not match the kubernetes.io claim.";

/** At least one case for each rule of claims. */
export const refusedClaims: readonly RefusedClaims[] = [
  refused("another issuer", { iss: "https://other.example" }, "issuer", "not the cluster's issuer."),
  refused("issuer with a slash", (issuer) => ({ iss: `${issuer}/` }), "issuer", "not the cluster's issuer."),
  refused("issuer in a list", (issuer) => ({ iss: [issuer] }), "issuer", "not the cluster's issuer."),
  refused("no issuer", { iss: undefined }, "issuer", "not the cluster's issuer."),
  refused("another audience", { aud: ["sts.amazonaws.com"] }, "audience", audience),
  refused("similar audience", { aud: "pods.eks.amazonaws.com.evil" }, "audience", audience),
  refused("audience in a list in a list", { aud: [["pods.eks.amazonaws.com"]] }, "audience", audience),
  refused("no audience", { aud: undefined }, "audience", audience),
  refused("nbf 61 s ahead", { nbf: now + 61 }, "not before", "in the future."),
  refused("nbf that is not a number", { nbf: "soon" }, "not before", "malformed or in the future."),
  refused("nbf that is null", { nbf: null }, "not before", "malformed or in the future."),
  refused("iat 61 s ahead", { iat: now + 61 }, "not before", "The iat claim is in the future."),
  refused("no exp", { exp: undefined }, "expiry", "exp claim is missing or malformed."),
  refused("exp that is not a number", { exp: "late" }, "expiry", "exp claim is missing or malformed."),
  refused("no iat", { iat: undefined }, "lifetime", "missing or malformed."),
  refused("iat that is not a number", { iat: "1" }, "lifetime", "missing or malformed."),
  refused("48 h", { exp: now + 172_800 }, "lifetime", "longer than 86400 s."),
  refused("no nested claims", { "kubernetes.io": undefined }, "claims", "malformed: kubernetes.io."),
  refused("nested claims in a list", { "kubernetes.io": [] }, "claims", "malformed: kubernetes.io."),
  refused("namespace with a colon", nested({ namespace: "a:b" }), "claims", "kubernetes.io/namespace."),
  refused("no namespace", nested({ namespace: undefined }), "claims", "kubernetes.io/namespace."),
  refused("no nested account", nested({ serviceaccount: {} }), "claims", "serviceaccount/name."),
  refused("no pod", nested({ pod: undefined }), "claims", "not bound to a pod. It needs"),
  refused("pod that is not a map", nested({ pod: "cart-0" }), "claims", "malformed: kubernetes.io/pod."),
  refused("no pod name", nested({ pod: { uid: "u" } }), "claims", "kubernetes.io/pod/name."),
  refused("no pod UID", nested({ pod: { name: "p" } }), "claims", "kubernetes.io/pod/uid."),
  refused("empty pod UID", nested({ pod: { name: "p", uid: "" } }), "claims", "kubernetes.io/pod/uid."),
  refused("no sub", { sub: undefined }, "subject", mismatch),
  refused("malformed sub", { sub: "system:serviceaccount:shop" }, "subject", mismatch),
  refused("sub with more", { sub: "system:serviceaccount:shop:cart:x" }, "subject", mismatch),
  refused("another service account", { sub: "system:serviceaccount:shop:till" }, "subject", mismatch),
  refused("another namespace", nested({ namespace: "bank" }), "subject", mismatch),
  refused("another nested account", nested({ serviceaccount: { name: "till" } }), "subject", mismatch),
];
