import { anyCharacter } from "@eks-auth/test-kit/any-character";
import { createRequestSigner } from "@eks-auth/test-kit/request-signer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percentEncode } from "../../src/encoding/percent-encoding.ts";
import type { HttpRequest, RequestBody } from "../../src/index.ts";
import { platforms } from "../platforms.ts";
import { signWith } from "./sign-with.ts";

const text = fc.string({ unit: anyCharacter, maxLength: 6 });
const awkward = fc.constantFrom(
  "",
  "a",
  "a-b",
  "a b",
  "a=",
  "é",
  "a&b",
  "!'()*",
  "~",
  "%",
  "+",
  "A",
  "x-amz-signature2",
);
const word = fc.oneof(awkward, text);
const query = fc.dictionary(
  word.filter((key) => !/^(__proto__|x-amz-signature)$/i.test(key)),
  fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 })),
  { maxKeys: 4 },
);
const segment = fc.oneof(fc.constantFrom("", ".", "..", "a", "things"), word.map(percentEncode));
const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);
const headerName = fc.oneof(
  fc.constantFrom(
    "content-type",
    "user-agent",
    "x-amz-user-agent",
    "date",
    "authorization",
    "proxy-a",
    "sec-b",
    "te",
    "te-st",
    "x-amzn-trace-id",
    "range",
  ),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter((name) => name !== "host"),
);
const headerValue = fc.string({
  unit: fc.constantFrom(" ", "  ", "\t", "a", ",", "é", "\u00a0", "=", "Z", "\r\n "),
  maxLength: 8,
});
const headers = fc.dictionary(headerName, headerValue, { maxKeys: 5 });
const body = fc.oneof<fc.Arbitrary<RequestBody>[]>(
  fc.constant(undefined),
  text,
  fc.uint8Array({ maxLength: 40 }),
);
const credentials = fc.record({
  accessKeyId: fc.string({ minLength: 1 }),
  secretAccessKey: text,
  sessionToken: fc.option(fc.string(), { nil: undefined }),
});
const scope = fc.record({
  region: fc.constantFrom("eu-west-1", "us-gov-west-1"),
  service: fc.constantFrom("eks-auth", "s-3"),
  date: fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
});

describe.each(platforms)("%s", (_, platform) => {
  test("a random request has the signature of the AWS SDK", async () => {
    await fc.assert(
      fc.asyncProperty(
        path,
        query,
        headers,
        body,
        credentials,
        scope,
        fc.boolean(),
        fc.constantFrom("GET", "POST"),
        async (
          path,
          query,
          headers,
          body,
          credentials,
          { region, service, date },
          unsignedPayload,
          method,
        ) => {
          const host = "api.example.org:8443";
          const request: HttpRequest = {
            method,
            protocol: "https:",
            host,
            path,
            query: writeQuery(query),
            headers,
            body,
          };
          const signed = await signWith(request, {
            credentials,
            region,
            service,
            date,
            platform,
            unsignedPayload,
          });
          const expected = await createRequestSigner({
            credentials: credentials as never,
            region,
            service,
            applyChecksum: true,
          }).sign(
            {
              method,
              protocol: "https:",
              hostname: "api.example.org",
              port: 8443,
              path,
              query,
              body,
              headers: {
                ...headers,
                host,
                ...(unsignedPayload && { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }),
              },
            },
            { signingDate: date },
          );
          expect({ host, ...signed.headers }).toEqual(expected.headers);
          expect({ ...signed, headers }).toEqual(request);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Writes a query in the order of its keys, as a generated client does. A key without a value is left without `=`. */
function writeQuery(query: Readonly<Record<string, string | readonly string[]>>): string {
  return Object.entries(query)
    .flatMap(([key, values]) =>
      [values]
        .flat()
        .map((value) => percentEncode(key) + (key && value === "" ? "" : `=${percentEncode(value)}`)),
    )
    .join("&");
}
