import { expect, test } from "vitest";
import {
  generateSessionKeys,
  type Session,
  SessionTokenError,
  signSessionToken,
  verifySessionToken,
} from "../../../src/credentials/embedded/session-token.ts";
import { keys, now, tags } from "./sample-session.ts";

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
