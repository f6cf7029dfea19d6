import { X509Certificate } from "node:crypto";
import type { RawRequest } from "@eks-auth/server";
import {
  type CertificateOptions,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test } from "vitest";
import { CallerError } from "../../../src/callers/caller-error.ts";
import type { AuthenticatedCaller } from "../../../src/callers/caller-method.ts";
import { createCertificateCallers } from "../../../src/callers/certificate/certificate-callers.ts";

const authority = createSelfSignedCertificate("authority");
const asClient = { isAuthority: false, usages: ["clientAuth"], names: [] } as const;
const validFrom = new Date("2026-01-01T00:00:00Z");
const validTo = new Date("2026-03-01T00:00:00Z");
let now = new Date("2026-02-01T00:00:00Z");

const authenticate = createCertificateCallers(
  [
    { name: "spiffe", spiffeId: "spiffe://example.org/agent", clusters: ["edge"], node: "node-1" },
    { name: "subject", subject: "CN=Zoë,O=Example", clusters: "all" },
    { name: "plain", subject: "CN=plain", clusters: "all" },
  ],
  () => now,
);

function issue(options: CertificateOptions, name = "plain"): Uint8Array {
  const { certificate } = createCertificate(name, authority, { ...asClient, ...options });
  return new Uint8Array(new X509Certificate(certificate).raw);
}

function call(certificate: Uint8Array | undefined): AuthenticatedCaller | undefined {
  const peer = { address: "192.0.2.1", certificate };
  return authenticate({ peer } as unknown as RawRequest) as AuthenticatedCaller | undefined;
}

test("a client without a certificate has no credentials of this method", () => {
  expect(call(undefined)).toBeUndefined();
  expect(authenticate({} as RawRequest)).toBeUndefined();
});

test("a caller is found by its SPIFFE ID, with its clusters and its node", () => {
  expect(call(issue({ names: [{ dns: "a.example" }, { uri: "spiffe://example.org/agent" }] }))).toEqual({
    name: "spiffe",
    method: "certificate",
    clusters: new Set(["edge"]),
    node: { name: "node-1" },
  });
});

test("a caller is found by its whole subject", () => {
  const subject = [[{ type: "55040a", value: "Example" }], [{ type: "550403", value: "Zoë" }]];
  const expected = { name: "subject", method: "certificate", clusters: "all", node: undefined };
  expect(call(issue({ subject }))).toEqual(expected);
  expect(call(issue({ subject, names: [{ uri: "https://a.example" }] }))).toEqual(expected);
});

test.each<[string, Uint8Array, string]>([
  [
    "of an unknown subject",
    issue({}, "other"),
    "No caller has the subject of the client certificate: CN=other.",
  ],
  ["of a part of a subject", issue({}, "Zoë"), "CN=Zo\\C3\\AB. Add it to the callers with a certificate."],
  [
    "of an unknown SPIFFE ID, although its subject is known",
    issue({ names: [{ uri: "spiffe://example.org/other" }] }),
    "No caller has the SPIFFE ID of the client certificate: spiffe://example.org/other.",
  ],
  [
    "with two SPIFFE IDs",
    issue({ names: [{ uri: "spiffe://example.org/agent" }, { uri: "spiffe://example.org/other" }] }),
    "has a SPIFFE ID that is not valid, or other URIs, too.",
  ],
  [
    "with a SPIFFE ID and another URI",
    issue({ names: [{ uri: "https://a.example" }, { uri: "spiffe://example.org/agent" }] }),
    "has a SPIFFE ID that is not valid, or other URIs, too.",
  ],
  ["with a malformed SPIFFE ID", issue({ names: [{ uri: "spiffe://example.org/agent/" }] }), "is not valid"],
  ["with a SPIFFE ID in capitals", issue({ names: [{ uri: "SPIFFE://example.org/agent" }] }), "is not valid"],
  [
    "with a SPIFFE ID that is escaped",
    issue({ names: [{ uri: "spiffe://example.org/agent\0" }] }),
    "is not valid",
  ],
  ["without a subject", issue({ subject: [] }), "has no SPIFFE ID, and no subject"],
  ["for servers", issue({ usages: ["serverAuth"] }), "lacks the extended key usage clientAuth."],
  ["for any usage", issue({ usages: ["any"] }), "lacks the extended key usage clientAuth."],
  ["without an extended key usage", issue({ usages: [] }), "lacks the extended key usage clientAuth."],
  ["of an authority", issue({ isAuthority: true }), "is that of an authority."],
  ["that can't be parsed", Buffer.from("canary"), "can't be parsed."],
])("a certificate %s is rejected", (_what, certificate, message) => {
  expect(() => call(certificate)).toThrow(CallerError);
  expect(() => call(certificate)).toThrow(
    expect.objectContaining({ code: "certificate_unknown", message: expect.stringContaining(message) }),
  );
});

test("a certificate is valid from its first to its last second, also on a connection that stays open", () => {
  const certificate = issue({ validFrom, validTo });
  const times: [Date, string | undefined][] = [
    [validFrom, undefined],
    [
      new Date(validFrom.getTime() - 1),
      "The client certificate is not valid before 2026-01-01T00:00:00.000Z.",
    ],
    [validTo, undefined],
    [
      new Date(validTo.getTime() + 1),
      "The client certificate expired at 2026-03-01T00:00:00.000Z. Renew it.",
    ],
  ];
  for (const [time, message] of times) {
    now = time;
    if (message === undefined) {
      expect(call(certificate)).toMatchObject({ name: "plain" });
    } else {
      expect(() => call(certificate)).toThrow(message);
    }
  }
});

test("a certificate whose validity can't be parsed is rejected", () => {
  const certificate = Buffer.from(issue({ validFrom, validTo }));
  certificate.write("x", certificate.indexOf("260301000000Z") + 2);
  expect(() => call(certificate)).toThrow("has a validity that can't be parsed");
});
