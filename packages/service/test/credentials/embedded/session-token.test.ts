import { beforeAll, expect, test } from "vitest";
import type { SessionTags } from "../../../src/credentials/credential-issuer.ts";
import {
  generateSessionKeys,
  type Session,
  type SessionKeys,
  SessionTokenError,
  signSessionToken,
  verifySessionToken,
} from "../../../src/credentials/embedded/session-token.ts";

const now = new Date("2026-01-02T03:04:05.678Z");
const tags: SessionTags = {
  "eks-cluster-arn": "arn:aws-cn:eks:cn-north-1:111122223333:cluster/prod",
  "eks-cluster-name": "prod",
  "kubernetes-namespace": "shop",
  "kubernetes-service-account": "cart",
  "kubernetes-pod-name": "cart-0",
  "kubernetes-pod-uid": "uid-0",
};

let keys: SessionKeys;

beforeAll(async () => {
  keys = await generateSessionKeys();
});

const session: Session = {
  roleArn: "arn:aws-cn:iam::444455556666:role/team/cart",
  sessionName: "eks-prod-cart-0",
  accessKeyId: "ASIAAAAAAAAAAAAAAAAA",
  tags,
  expiration: new Date("2026-01-02T04:04:05Z"),
};

test("a session token has the session", async () => {
  const sessionToken = await signSessionToken(session, keys.privateKey);
  expect(await verifySessionToken(sessionToken, keys.publicKey, now)).toEqual(session);
});

test("a session token is rejected if it was changed, has expired or is from another issuer", async () => {
  const { expiration } = session;
  const sessionToken = await signSessionToken(session, keys.privateKey);
  const [header, payload = "", signature] = sessionToken.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const richer = Buffer.from(JSON.stringify({ ...claims, roleArn: "admin" })).toString("base64url");
  const otherIssuer = await generateSessionKeys();
  const attempts = [
    verifySessionToken(`${header}.${richer}.${signature}`, keys.publicKey, now),
    verifySessionToken(`${header}.${payload}.`, keys.publicKey, now),
    verifySessionToken("none", keys.publicKey, now),
    verifySessionToken(sessionToken, otherIssuer.publicKey, now),
    verifySessionToken(sessionToken, keys.publicKey, expiration),
  ];
  const rejected = { status: "rejected", reason: new SessionTokenError() };
  expect(await Promise.allSettled(attempts)).toEqual(attempts.map(() => rejected));
});
