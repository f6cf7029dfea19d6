import { describe, expect, test, vi } from "vitest";
import type { HttpRequest } from "../../src/index.ts";
import { platforms } from "../platforms.ts";
import { type SigningOptions, signWith as sign } from "./sign-with.ts";

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

const post: HttpRequest = {
  method: "POST",
  protocol: "https:",
  host: "example.amazonaws.com",
  path: "/",
  query: "",
  headers: { "content-type": "application/x-www-form-urlencoded", "content-length": "13" },
  body: "Param1=value1",
};

describe.each(platforms)("%s", (_, platform) => {
  const options = (changes: Partial<SigningOptions> = {}): SigningOptions => ({
    credentials,
    region: "us-east-1",
    service: "service",
    date: new Date("2015-08-30T12:36:00.789Z"),
    platform,
    ...changes,
  });

  test("post-x-www-form-urlencoded of AWS's test suite", async () => {
    const { headers } = await sign(post, options());
    expect(headers).toEqual({
      ...post.headers,
      host: post.host,
      "x-amz-date": "20150830T123600Z",
      "x-amz-content-sha256": "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, " +
        "SignedHeaders=content-length;content-type;host;x-amz-content-sha256;x-amz-date, " +
        "Signature=d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
    });
  });

  test("text and its bytes have the same signature", async () => {
    const text = await sign({ ...post, body: "ünï" }, options());
    const bytes = await sign({ ...post, body: new TextEncoder().encode("ünï") }, options());
    expect(bytes.headers).toEqual(text.headers);
  });

  test("a stream is not hashed, nor read", async () => {
    const body: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]() {
        throw new Error("read");
      },
    };
    const signed = await sign({ ...post, body }, options());
    const unsigned = await sign(post, options({ unsignedPayload: true }));
    expect(signed.headers).toEqual(unsigned.headers);
    expect(signed.headers["x-amz-content-sha256"]).toBe("UNSIGNED-PAYLOAD");
    expect(signed.body).toBe(body);
  });

  test("a session token is signed; an empty one is not sent", async () => {
    const { headers } = await sign(post, options({ credentials: { ...credentials, sessionToken: "T" } }));
    expect(headers).toMatchObject({ "x-amz-security-token": "T" });
    expect(headers.authorization).toContain(";x-amz-date;x-amz-security-token,");
    expect(await sign(post, options({ credentials: { ...credentials, sessionToken: "" } }))).toEqual(
      await sign(post, options()),
    );
  });

  test("a request that was signed before can be signed again", async () => {
    const later = options({ date: new Date("2015-08-30T12:40:00Z") });
    const first = await sign(post, options());
    expect((await sign(first, later)).headers).toEqual((await sign(post, later)).headers);
  });

  test("an invalid date is refused", async () => {
    await expect(sign(post, options({ date: new Date(Number.NaN) }))).rejects.toThrow(RangeError);
  });

  describe("signing key", () => {
    test("it is derived once for an object with credentials", async () => {
      const own = { ...credentials };
      const hmac = vi.fn(platform.hmac as (key: Uint8Array | string, text: string) => never);
      const signOnce = async () => {
        await sign(post, options({ credentials: own, platform: { ...platform, hmac } }));
        return hmac.mock.calls.length;
      };
      // One code for each part of the scope, and the signature.
      expect(await signOnce()).toBe(5);
      expect(await signOnce()).toBe(6);
    });

    test.each([
      ["another region", { region: "eu-west-1" }],
      ["another service", { service: "other" }],
      ["another day", { date: new Date("2015-08-31T00:00:00Z") }],
    ])("%s has another key", async (_, changes) => {
      const own = { ...credentials };
      await sign(post, options({ credentials: own }));
      const signed = await sign(post, options({ credentials: own, ...changes }));
      expect(signed).toEqual(await sign(post, options({ credentials: { ...own }, ...changes })));
    });

    test("a secret that changes in the same object has another key", async () => {
      const own = { ...credentials };
      await sign(post, options({ credentials: own }));
      own.secretAccessKey = "other";
      expect(await sign(post, options({ credentials: own }))).toEqual(
        await sign(post, options({ credentials: { ...credentials, secretAccessKey: "other" } })),
      );
    });
  });
});
