import { decodeProtectedHeader, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
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
  const sessionToken = await signSessionToken(session, keys.current);
  expect(await verifySessionToken(sessionToken, keys, now)).toEqual(session);
});

test("a session token is rejected if it was changed, has expired or is from another issuer", async () => {
  const { expiration } = session;
  const sessionToken = await signSessionToken(session, keys.current);
  const [header, payload = "", signature] = sessionToken.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const richer = Buffer.from(JSON.stringify({ ...claims, roleArn: "admin" })).toString("base64url");
  const otherIssuer = await generateSessionKeys();
  const attempts = [
    verifySessionToken(`${header}.${richer}.${signature}`, keys, now),
    verifySessionToken(`${header}.${payload}.`, keys, now),
    verifySessionToken("none", keys, now),
    verifySessionToken(sessionToken, otherIssuer, now),
    verifySessionToken(sessionToken, keys, expiration),
  ];
  const rejected = { status: "rejected", reason: new SessionTokenError() };
  expect(await Promise.allSettled(attempts)).toEqual(attempts.map(() => rejected));
});

describe("after a rotation", async () => {
  const { current } = await generateSessionKeys();
  const rotated = { current, previous: keys.current };

  test("session tokens of the current and of the previous key are valid", async () => {
    for (const key of [current, keys.current]) {
      const sessionToken = await signSessionToken(session, key);
      expect(decodeProtectedHeader(sessionToken)).toEqual({ alg: "ES256", kid: key.id });
      expect(await verifySessionToken(sessionToken, rotated, now)).toEqual(session);
    }
    expect(current.id).not.toBe(keys.current.id);
  });

  test("session tokens without a key ID, from older versions, are valid", async () => {
    const { expiration, ...claims } = session;
    const token = new SignJWT(claims).setProtectedHeader({ alg: "ES256" }).setExpirationTime(expiration);
    for (const key of [current, keys.current]) {
      const sessionToken = await token.sign(key.privateKey);
      expect(await verifySessionToken(sessionToken, rotated, now)).toEqual(session);
    }
  });

  test("a session token is rejected if it names another key than the one that signed it", async () => {
    const mislabelled = { ...keys.current, id: current.id };
    const unknown = { ...keys.current, id: "other" };
    for (const key of [mislabelled, unknown]) {
      const sessionToken = await signSessionToken(session, key);
      await expect(verifySessionToken(sessionToken, rotated, now)).rejects.toThrow(SessionTokenError);
    }
  });
});
