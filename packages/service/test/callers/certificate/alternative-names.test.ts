import { generateKeyPairSync, X509Certificate } from "node:crypto";
import {
  type AlternativeName,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findUris } from "../../../src/callers/certificate/alternative-names.ts";

const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const id = "spiffe://example.org/agent";

function find(...names: AlternativeName[]): readonly string[] {
  const { certificate } = createSelfSignedCertificate("x", { names, key });
  return findUris(new X509Certificate(certificate).subjectAltName);
}

test("each URI is found, and nothing else", () => {
  expect(find()).toEqual([]);
  expect(find({ dns: "a.example" }, { uri: id }, { address: [127, 0, 0, 1] })).toEqual([id]);
  expect(find({ uri: id }, { uri: "https://a.example" })).toEqual([id, "https://a.example"]);
});

test.each([
  `a, URI:${id}`,
  `a", URI:${id}`,
  `", URI:${id}, DNS:"`,
  `a\\, URI:${id}`,
  `\n, URI:${id}`,
  `é, URI:${id}`,
])("a DNS name that looks like a URI is none: %j", (dns) => {
  expect(find({ dns })).toEqual([]);
  expect(find({ dns }, { uri: "spiffe://b" })).toEqual(["spiffe://b"]);
});

test("only URIs are found, in their order, also if other names look like them", () => {
  const text = fc.string({ unit: fc.constantFrom(..."aURI:, \"'\\\n\0é".split("")), maxLength: 12 });
  const name = fc.oneof(
    text.map((dns) => ({ dns })),
    text.map((uri) => ({ uri })),
    fc.constant({ uri: id }),
  );
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
      const uris = names.filter((one) => "uri" in one).map(({ uri }) => uri);
      const found = find(...names);
      expect(found).toHaveLength(uris.length);
      expect(found.map((uri) => uri === id)).toEqual(uris.map((uri) => uri === id));
    }),
    { numRuns: 200 },
  );
});
