import type { SessionTags } from "../../../src/credentials/credential-issuer.ts";
import { generateSessionKeys, type SessionKeys } from "../../../src/credentials/embedded/session-token.ts";

export const now: Date = new Date("2026-01-02T03:04:05.678Z");
export const tags: SessionTags = {
  "eks-cluster-arn": "arn:aws-cn:eks:cn-north-1:111122223333:cluster/prod",
  "eks-cluster-name": "prod",
  "kubernetes-namespace": "shop",
  "kubernetes-service-account": "cart",
  "kubernetes-pod-name": "cart-0",
  "kubernetes-pod-uid": "uid-0",
};
export const keys: SessionKeys = await generateSessionKeys();
