import type { LoadRequest } from "../measure/load.ts";
import { goodOutput } from "../sample/output.ts";

/** A token as long as a pod's: about 1 kB. Nobody signed it, and no subject looks. */
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
  // A signature of 256 bytes.
  "EXAMPLE-SIGNATURE".repeat(21).slice(0, 342),
].join(".");

/** The request that each subject is sent. */
export const goodRequest: LoadRequest = {
  method: "POST",
  path: "/clusters/my-cluster/assume-role-for-pod-identity",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ token }),
};

/** The JSON of {@link goodOutput}: its timestamp in seconds since 1970. */
export const goodAnswer: unknown = {
  ...goodOutput,
  credentials: { ...goodOutput.credentials, expiration: goodOutput.credentials.expiration.getTime() / 1000 },
};

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
