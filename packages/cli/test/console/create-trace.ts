import type { ExchangeTrace, Grant } from "@eks-auth/service";

/** Creates the trace of a grant. */
export function createTrace({
  requestId = "one",
  policy,
}: {
  readonly requestId?: string;
  readonly policy?: string;
} = {}): ExchangeTrace & { readonly decision: Grant } {
  return {
    decision: {
      time: new Date("2026-11-24T06:00:00Z"),
      requestId,
      cluster: "dev",
      caller: undefined,
      clientAddress: "127.0.0.1",
      outcome: "granted",
      pod: {
        namespace: "shop",
        serviceAccount: "cart",
        pod: { name: "cart-0", uid: "uid-0" },
        node: { name: "node-0" },
        keyId: "key",
      },
      association: { id: "a-1", roleArn: "arn:aws:iam::111122223333:role/cart", targetRoleArn: undefined },
      credentials: {
        accessKeyId: "ASIA7R5T6RKUISBZJBQQ",
        expiration: new Date("2026-11-24T07:00:00Z"),
        assumedRole: { arn: "arn:aws:sts::111122223333:assumed-role/cart/session", id: "AROA:session" },
      },
    },
    checks: [{ check: "format", status: "passed", message: "3 parts between dots." }],
    associations: {
      closest: [{ namespace: "shop", serviceAccount: "cart", verdict: "used" }],
      omitted: 0,
      isComplete: true,
    },
    session: { name: "session", tags: undefined, policy, durationSeconds: 3600 },
  };
}
