import type { LoadRequest } from "../measure/load.ts";

/** A token of about 1 kB, like a pod's, with an invalid signature: no server of this benchmark verifies it. */
const token: string = [
  encode({ alg: "RS256", kid: "0123456789abcdef0123456789abcdef01234567" }),
  encode({
    aud: ["pods.eks.amazonaws.com"],
    exp: 1767225600,
    iat: 1767139200,
    iss: "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    jti: "00000000-0000-4000-8000-000000000000",
    "kubernetes.io": {
      namespace: "default",
      pod: { name: "app-5d4f8c7b9-abcde", uid: "00000000-0000-4000-8000-000000000002" },
      serviceaccount: { name: "app", uid: "00000000-0000-4000-8000-000000000003" },
    },
    nbf: 1767139200,
    sub: "system:serviceaccount:default:app",
  }),
  // As long as a signature of 256 bytes.
  "EXAMPLE-SIGNATURE".repeat(21).slice(0, 342),
].join(".");

/** The request that every server gets. */
export const sampleRequest: LoadRequest = {
  method: "POST",
  path: "/clusters/my-cluster/assume-role-for-pod-identity",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ token }),
};

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
