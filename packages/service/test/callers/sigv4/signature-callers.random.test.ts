import { anyCharacter } from "@eks-auth/test-kit/any-character";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CallerError } from "../../../src/callers/caller-error.ts";
import { authenticate, createMethod, type SentRequest, type Signing, signRequest } from "./signed-request.ts";

const method = createMethod();

/** Only the documented error is allowed. */
async function isAccepted(request: SentRequest): Promise<boolean> {
  try {
    return (await authenticate(request, method)) === "edge";
  } catch (error) {
    if (!(error instanceof CallerError)) {
      throw error;
    }
    return false;
  }
}

const unreserved = [..."ABCXYZabcxyz019-_~"];
const segment = fc
  .tuple(
    fc.constantFrom(...unreserved),
    fc.string({
      unit: fc.constantFrom(
        ...unreserved,
        ".",
        "%20",
        "%2F",
        "%C3%A9",
        "%252e",
        "!",
        "'",
        "$",
        "+",
        ":",
        "@",
      ),
    }),
  )
  .map((parts) => parts.join(""));
const text = fc.string({ unit: "grapheme", maxLength: 12 }).filter((value) => value.isWellFormed());
const headerText = fc.string({ maxLength: 30 }).map((value) => value.replace(/[^\t -~]/g, " "));
const signing: fc.Arbitrary<Signing> = fc.record({
  method: fc.constantFrom("POST", "GET", "DELETE"),
  path: fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join("/")}`),
  query: fc.dictionary(
    // The library loses a parameter whose name is __proto__.
    text.filter((name) => !["", "__proto__"].includes(name) && !/^x-amz-/i.test(name)),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
    { maxKeys: 4, noNullPrototype: true },
  ),
  headers: fc.dictionary(fc.stringMatching(/^(x-amz-|amz-sdk-|x-|a)[a-z0-9]{1,8}$/), headerText, {
    maxKeys: 5,
    noNullPrototype: true,
  }),
  body: fc.string({ unit: anyCharacter }),
  applyChecksum: fc.boolean(),
});

test("random requests that the AWS SDK's library signs are accepted", async () => {
  await fc.assert(
    fc.asyncProperty(signing, async (random) => {
      expect(await isAccepted(await signRequest(random))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

/** Changes one part of a request, so that the canonical request is another one. */
const changes: Record<string, (request: SentRequest, added: string, at: number) => void> = {
  method: (request) => {
    request.method = request.method === "POST" ? "PUT" : "POST";
  },
  path: (request, added, at) => {
    request.path = insert(request.path, added, at);
  },
  query: (request, added) => {
    request.query = [request.query, `${added}=`].filter((part) => part !== "").join("&");
  },
  body: (request, added, at) => {
    request.body = insert(request.body, added, at);
  },
  header: ({ headers }, added, at) => {
    const names = signedHeaders(headers);
    const name = names[at % names.length] ?? "";
    headers[name] += added;
  },
  "removed header": ({ headers }, _added, at) => {
    const names = signedHeaders(headers);
    delete headers[names[at % names.length] ?? ""];
  },
  "signed header": ({ headers }, added) => {
    headers[`x-amz-${added}z`] = "1";
  },
  authorization: ({ headers }, added, at) => {
    const { authorization = "" } = headers;
    headers.authorization = insert(authorization, added, at);
  },
  signature: ({ headers }, _added, at) => {
    const { authorization = "" } = headers;
    const position = authorization.length - 64 + (at % 64);
    const digit = authorization[position] === "0" ? "1" : "0";
    headers.authorization = authorization.slice(0, position) + digit + authorization.slice(position + 1);
  },
};

test("a request in which something that is signed was changed is rejected", async () => {
  await fc.assert(
    fc.asyncProperty(
      signing,
      fc.constantFrom(...Object.keys(changes)),
      fc.constantFrom(...unreserved),
      fc.nat(10_000),
      async (random, part, added, at) => {
        const request = await signRequest(random);
        const original = JSON.stringify(request);
        changes[part]?.(request, added, at);
        expect(JSON.stringify(request)).not.toBe(original);
        expect(await isAccepted(request)).toBe(false);
      },
    ),
    { numRuns: randomRuns({ short: 100, long: 1_000 }) },
  );
});

test("random requests are rejected, or have no credentials", async () => {
  const value = fc.string({ unit: anyCharacter, maxLength: 40 });
  const good = await signRequest();
  const { authorization = "", "x-amz-date": date = "" } = good.headers;
  const random = fc.record({
    method: value,
    path: value,
    query: value,
    body: value,
    headers: fc.record(
      {
        authorization: fc.oneof(value, fc.constant(authorization)),
        "x-amz-date": fc.oneof(value, fc.constant(date)),
        host: value,
        "content-type": value,
        "x-amz-content-sha256": value,
      },
      { requiredKeys: ["authorization"], noNullPrototype: true },
    ),
  });
  await fc.assert(
    fc.asyncProperty(random, async (request) => {
      expect(await isAccepted(request as SentRequest)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

function signedHeaders({ authorization = "" }: Record<string, string>): string[] {
  return /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
}

function insert(text: string, added: string, position: number): string {
  const at = position % (text.length + 1);
  return text.slice(0, at) + added + text.slice(at);
}
