import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CallerError } from "../../../src/callers/caller-error.ts";
import { parseAuthorization, RememberedHeaders } from "../../../src/callers/sigv4/authorization-header.ts";

const signature = "0123456789abcdef".repeat(4);
const names = "content-type;host;x-amz-date";
const credential = "EDGEEXAMPLE000000001/20261130/eu-west-1/eks-auth/aws4_request";
const good = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;

function codeOf(header: string): string {
  try {
    parseAuthorization(header);
    return "accepted";
  } catch (error) {
    if (!(error instanceof CallerError)) {
      throw error;
    }
    return error.code;
  }
}

test("a header is parsed", () => {
  expect(parseAuthorization(good)).toEqual({
    accessKeyId: "EDGEEXAMPLE000000001",
    date: "20261130",
    region: "eu-west-1",
    service: "eks-auth",
    scope: "20261130/eu-west-1/eks-auth/aws4_request",
    signedHeaders: ["content-type", "host", "x-amz-date"],
    text: good.slice(0, -64),
  });
});

test("the space after a comma is optional", () => {
  expect(codeOf(good.replaceAll(", ", ","))).toBe("accepted");
});

describe("is not complete", () => {
  test.for([
    ["another scheme", "Bearer a.b.c"],
    ["a raw token", "a.b.c"],
    ["the asymmetric algorithm", good.replace("HMAC-SHA256", "ECDSA-P256-SHA256")],
    ["the chunked algorithm", good.replace("SHA256", "SHA256-PAYLOAD")],
    ["only the algorithm", "AWS4-HMAC-SHA256"],
    ["an empty header", ""],
    ["no credential", good.replace(/Credential=[^,]+, /, "")],
    ["no signed headers", good.replace(/SignedHeaders=[^,]+, /, "")],
    ["empty signed headers", good.replace(names, "")],
    ["no signature", good.replace(/, Signature=.*/, "")],
    ["a part twice", good.replace("SignedHeaders", "Credential=x, SignedHeaders")],
    ["two headers, joined", `${good}, ${good}`],
    [
      "another order",
      `AWS4-HMAC-SHA256 SignedHeaders=${names}, Credential=${credential}, Signature=${signature}`,
    ],
    ["a short access key ID", good.replace("EDGEEXAMPLE000000001", "EDGE")],
    ["a slash in the access key ID", good.replace("EDGEEXAMPLE", "EDGE/EXAMPLE")],
    ["a scope without service", good.replace("eks-auth/", "")],
    ["a scope with another end", good.replace("aws4_request", "aws5_request")],
    ["a date with a time", good.replace("20261130", "20261130T093000Z")],
    ["a short signature", good.slice(0, -1)],
    ["a long signature", `${good}0`],
    ["a signature in capitals", good.replace(signature, signature.toUpperCase())],
    ["a name in capitals", good.replace("host", "Host")],
    ["names that are not sorted", good.replace(names, "host;content-type;x-amz-date")],
    ["a name twice", good.replace("host", "host;host")],
    ["an empty name", good.replace("host", "host;")],
    ["no name before a semicolon", good.replace(names, `;${names}`)],
    ["no host", good.replace("host;", "")],
    ["no date", good.replace(";x-amz-date", "")],
    ["more than 4,096 characters", good.replace("host", `host;host-${"x".repeat(4_096)}`)],
    ["a line break at the end", `${good}\n`],
  ])("%s", ([, header = ""]) => {
    expect(codeOf(header)).toBe("signature_incomplete");
  });
});

test("a message quotes nothing of the header", () => {
  const secret = "canary-4f1d";
  for (const header of [secret, `AWS4-HMAC-SHA256 ${secret}`, good.replace("host", secret)]) {
    expect(() => parseAuthorization(header)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  }
});

test("random texts, and good headers with a change, are parsed or are not complete", () => {
  const change = fc.record({
    at: fc.nat(good.length),
    removed: fc.nat(3),
    added: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom(";", ",", " ", "/", "=", "A", "a", "\n")),
  });
  const changed = change.map(
    ({ at, removed, added }) => good.slice(0, at) + added + good.slice(at + removed),
  );
  const header = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.string().map((text) => `${good.slice(0, 17)}${text}`),
    changed,
  );
  fc.assert(
    fc.property(header, (text) => {
      expect(["accepted", "signature_incomplete"]).toContain(codeOf(text));
    }),
    { numRuns: 500 },
  );
});

describe("remembered headers", () => {
  function remember(...headers: string[]): RememberedHeaders {
    const remembered = new RememberedHeaders();
    for (const header of headers) {
      remembered.add(parseAuthorization(header));
    }
    return remembered;
  }

  test("a header with another signature is found", () => {
    const other = good.slice(0, -64) + signature.replaceAll("0", "f");
    expect(remember(good).find(other)).toEqual(parseAuthorization(good));
  });

  test.for([
    ["another name", good.replace("content-type", "content-type;date")],
    ["another access key", good.replace("000000001", "000000002")],
    ["another date", good.replace("20261130", "20261201")],
    ["a signature in capitals", good.replace(signature, signature.toUpperCase())],
    ["a long signature", `${good}0`],
    ["a short header", "AWS4-HMAC-SHA256"],
  ])("%s is not found", ([, header = ""]) => {
    expect(remember(good).find(header)).toBeUndefined();
  });

  test("at most a thousand are remembered", () => {
    const remembered = remember(good);
    for (let index = 0; index < 1_000; index++) {
      const id = String(index).padStart(9, "0");
      remembered.add(parseAuthorization(good.replace("EDGEEXAMPLE000000001", `OTHEREXAMPLE${id}`)));
    }
    expect(remembered.find(good)).toBeUndefined();
  });
});
