import { describe, expect, test } from "vitest";
import { answerError, answerNothing, callerArn, FakeSts, webIdentityAccessKeyId } from "../src/fake-sts.ts";
import { createSelfSignedCertificate } from "../src/self-signed-certificate.ts";

const signed = {
  authorization: "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20261129/eu-west-1/sts/aws4_request",
};

/** Calls an action as an SDK does. */
async function call(sts: FakeSts, parameters: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(sts.url, { method: "POST", headers: signed, body: new URLSearchParams(parameters) });
}

describe("a call succeeds by default:", () => {
  test("AssumeRole returns a session of the requested role, with another access key each time", async () => {
    await using sts = await FakeSts.start();
    const parameters = {
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::111122223333:role/team/cart",
      RoleSessionName: "s",
    };
    const first = await (await call(sts, parameters)).text();
    const second = await (await call(sts, parameters)).text();
    expect(first).toContain("<Arn>arn:aws:sts::111122223333:assumed-role/cart/s</Arn>");
    const [firstKey, secondKey] = [first, second].map((body) => /<AccessKeyId>(\w+)</.exec(body)?.[1]);
    expect(firstKey).toMatch(/^ASIAA+\d+$/);
    expect(secondKey).not.toBe(firstKey);
    expect(sts.calls).toEqual([
      { parameters, accessKeyId: "AKIAEXAMPLE" },
      { parameters, accessKeyId: "AKIAEXAMPLE" },
    ]);
  });

  test("GetCallerIdentity returns the access key that signed the call", async () => {
    await using sts = await FakeSts.start();
    const body = await (await call(sts, { Action: "GetCallerIdentity" })).text();
    expect(body).toContain(`<Arn>${callerArn}</Arn><UserId>AKIAEXAMPLE</UserId>`);
  });

  test("AssumeRoleWithWebIdentity returns credentials for an hour", async () => {
    await using sts = await FakeSts.start();
    const body = await (await call(sts, { Action: "AssumeRoleWithWebIdentity" })).text();
    expect(body).toContain(webIdentityAccessKeyId);
    const expiration = Date.parse(/<Expiration>(.*)</.exec(body)?.[1] ?? "");
    expect(expiration).toBeGreaterThan(Date.now() + 3_000_000);
  });
});

test("it answers with an error on demand", async () => {
  await using sts = await FakeSts.start();
  sts.answer = answerError(403, "AccessDenied", "not allowed");
  const response = await call(sts, { Action: "AssumeRole" });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("<Code>AccessDenied</Code><Message>not allowed</Message>");
});

test("it leaves a call without an answer on demand, and closes its connection when it stops", async () => {
  const sts = await FakeSts.start();
  sts.answer = answerNothing;
  const failed = call(sts, { Action: "AssumeRole" }).catch((error) => error);
  await expect.poll(() => sts.calls.length).toBe(1);
  await sts.stop();
  expect(await failed).toBeInstanceOf(TypeError);
});

test("it counts connections", async () => {
  await using sts = await FakeSts.start();
  await (await call(sts, { Action: "AssumeRole" })).text();
  expect(sts.connections).toBe(1);
});

test("it listens on https with a certificate", async () => {
  const { certificate, privateKey } = createSelfSignedCertificate("sts");
  await using sts = await FakeSts.start({ cert: certificate, key: privateKey });
  expect(sts.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
});
