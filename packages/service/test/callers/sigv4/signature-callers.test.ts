import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { AccessKey } from "../../../src/callers/sigv4/access-key.ts";
import {
  authenticate,
  caller,
  createMethod,
  credentials,
  moment,
  region,
  type SentRequest,
  type Signing,
  signRequest,
} from "./signed-request.ts";

const secret = `${credentials.secretAccessKey.slice(0, -1)}x`;
const sessionToken = "IQoJb3JpZ2luX2VjEXAMPLETOKEN";

function code(expected: string): unknown {
  return expect.objectContaining({ name: "CallerError", code: expected });
}

/** Changes headers of a request; without a value, a header is removed. */
function changeHeaders(changes: Record<string, (value: string) => string | undefined>) {
  return ({ headers }: SentRequest): Pick<SentRequest, "headers"> => {
    const changed = Object.entries({ ...headers }).map(([name, value]) => [
      name,
      (changes[name] ?? String)(value),
    ]);
    return { headers: Object.fromEntries(changed.filter(([, value]) => value !== undefined)) };
  };
}

test("a signed request is that of the caller of its key", async () => {
  expect(await authenticate(await signRequest())).toBe("edge");
});

test("the signed headers of the official agent are accepted", async () => {
  const agent = {
    headers: {
      "amz-sdk-invocation-id": "6a2e4f0c-9a3b-4b5c-8d7e-1f2a3b4c5d6e",
      "amz-sdk-request": "attempt=1; max=3",
      "content-length": "17",
      "user-agent": "aws-sdk-go-v2/1.41.0",
    },
  };
  const request = await signRequest(agent);
  expect(request.headers.authorization).toContain(
    "SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;host;x-amz-date,",
  );
  expect(await authenticate(request)).toBe("edge");
});

test.for<[string, Signing]>([
  ["a hash of the body", { applyChecksum: true }],
  ["no body", { body: "" }],
  ["a query, which is sorted", { query: { b: ["2", "1"], a: "x y", "a-": "", "a*": "'" } }],
  ["an encoded path", { path: "/clusters/a%20b%2Fc/$x" }],
  ["spaces in a header", { headers: { "x-amz-note": "  a \t  b " } }],
])("%s is accepted", async ([, signing]) => {
  expect(await authenticate(await signRequest(signing))).toBe("edge");
});

test("a request without an Authorization header has no credentials of this method", async () => {
  const request = await signRequest();
  delete request.headers.authorization;
  expect(await authenticate(request)).toBeUndefined();
});

describe("a request is rejected", () => {
  test.for<[string, Signing, string]>([
    ["another secret", { credentials: { ...credentials, secretAccessKey: secret } }, "signature_invalid"],
    ["another region", { region: "eu-west-2" }, "signature_invalid"],
    ["another service", { service: "sts" }, "signature_invalid"],
    [
      "an unknown access key",
      { credentials: { ...credentials, accessKeyId: "EDGEEXAMPLE000000002" } },
      "access_key_unknown",
    ],
    [
      "a session token, and the key has none",
      { credentials: { ...credentials, sessionToken } },
      "access_key_unknown",
    ],
    ["a date 301 s ago", { date: new Date(moment.getTime() - 301_000) }, "signature_expired"],
    ["a date in 301 s", { date: new Date(moment.getTime() + 301_000) }, "signature_expired"],
    ["no hash of the body", { headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } }, "signature_invalid"],
    [
      "a body in signed chunks",
      { headers: { "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" } },
      "signature_invalid",
    ],
    [
      "the hash of another body",
      { headers: { "x-amz-content-sha256": "0".repeat(64) } },
      "signature_invalid",
    ],
    [
      "a header x-amz-* that is not signed",
      { headers: { "x-amz-note": "a" }, unsigned: ["x-amz-note"] },
      "signature_incomplete",
    ],
    ["a host that is not signed", { unsigned: ["host"] }, "signature_incomplete"],
    ["a dot segment", { path: "/clusters/other/../edge" }, "signature_invalid"],
    ["an encoded dot segment", { path: "/clusters/%2E%2e/edge" }, "signature_invalid"],
    ["an empty segment", { path: "/clusters//edge" }, "signature_invalid"],
    ["an empty last segment", { path: "/clusters/edge/" }, "signature_invalid"],
  ])("%s", async ([, signing, expected]) => {
    await expect(authenticate(await signRequest(signing))).rejects.toEqual(code(expected));
  });

  test.for<[string, (request: SentRequest) => Partial<SentRequest>, string]>([
    ["several hosts", changeHeaders({ host: (host) => `${host}, evil.example.org` }), "signature_invalid"],
    ["several dates", changeHeaders({ "x-amz-date": (date) => `${date}, ${date}` }), "signature_incomplete"],
    [
      "several signatures",
      changeHeaders({ authorization: (text) => `${text}, ${text}` }),
      "signature_incomplete",
    ],
    [
      "another day than that of its scope",
      changeHeaders({ "x-amz-date": () => "20261129T093000Z" }),
      "signature_incomplete",
    ],
    [
      "a date in another format",
      changeHeaders({ "x-amz-date": () => "2026-11-30T09:30:00Z" }),
      "signature_incomplete",
    ],
    ["no date", changeHeaders({ "x-amz-date": () => undefined }), "signature_incomplete"],
    [
      "no content type, which is signed",
      changeHeaders({ "content-type": () => undefined }),
      "signature_invalid",
    ],
    ["another scheme", changeHeaders({ authorization: () => "Basic dTpw" }), "signature_incomplete"],
    ["a signature in the query", () => ({ query: "x-AMZ-signature=abc" }), "signature_incomplete"],
    ["a signed query with encoded names", () => ({ query: "a&%58-Amz-Algorithm" }), "signature_incomplete"],
    ["a query that is not encoded", () => ({ query: "a=%zz" }), "signature_invalid"],
    ["a path that is a URL", ({ path }) => ({ path: `https:/${path}` }), "signature_invalid"],
  ])("%s", async ([, change, expected]) => {
    const request = await signRequest();
    await expect(authenticate({ ...request, ...change(request) })).rejects.toEqual(code(expected));
  });

  test("a signature in the query, without the header", async () => {
    const request = await signRequest();
    delete request.headers.authorization;
    await expect(authenticate({ ...request, query: "X-Amz-Signature=0" })).rejects.toEqual(
      code("signature_incomplete"),
    );
  });
});

test.for([-300, -299, 299, 300])("a date %s s from now is accepted", async (seconds) => {
  const date = new Date(moment.getTime() + seconds * 1_000);
  expect(await authenticate(await signRequest({ date }))).toBe("edge");
});

test("a key is derived for each day", async () => {
  const midnight = new Date("2026-12-01T00:00:00Z");
  const method = createMethod(undefined, () => midnight);
  for (const seconds of [-300, 0, -1, 300]) {
    const date = new Date(midnight.getTime() + seconds * 1_000);
    expect(await authenticate(await signRequest({ date }), method)).toBe("edge");
  }
});

test("a key that is removed is rejected at once, also if its header is remembered", async () => {
  const keys = [new AccessKey(credentials, { region }, caller)];
  const method = createMethod(keys);
  const request = await signRequest();
  expect(await authenticate(request, method)).toBe("edge");
  expect(await authenticate(request, method)).toBe("edge");
  keys.pop();
  await expect(authenticate(request, method)).rejects.toEqual(code("access_key_unknown"));
});

describe("the session token of a key", () => {
  const method = createMethod([new AccessKey({ ...credentials, sessionToken }, { region }, caller)]);

  test("must be sent", async () => {
    const good = await signRequest({ credentials: { ...credentials, sessionToken } });
    expect(await authenticate(good, method)).toBe("edge");
    await expect(authenticate(await signRequest(), method)).rejects.toEqual(code("access_key_unknown"));
  });

  test("cannot be another one", async () => {
    const other = await signRequest({ credentials: { ...credentials, sessionToken: `${sessionToken}x` } });
    await expect(authenticate(other, method)).rejects.toEqual(code("access_key_unknown"));
  });
});

test("the time is that of the system by default", async () => {
  const method = createMethod([new AccessKey(credentials, { region }, caller)], () => new Date());
  expect(await authenticate(await signRequest({ date: new Date() }), method)).toBe("edge");
});

test("an access key shows no secret", () => {
  const key = new AccessKey({ ...credentials, sessionToken }, { region }, caller);
  key.signingKeys.get("20261130");
  const shown = inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key);
  expect(shown).toContain(credentials.accessKeyId);
  expect(shown).not.toMatch(new RegExp(`${credentials.secretAccessKey}|${sessionToken}`));
});
