import { generateKeyPairSync } from "node:crypto";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAuthorities } from "../../src/certificates/authority-secret.ts";
import { formatBundle, parseAuthority, parseBundle } from "../../src/certificates/parse-certificates.ts";
import { formatPublications, parsePublications } from "../../src/certificates/published-bundle.ts";
import { readServingSecret } from "../../src/certificates/serving-secret.ts";

const [first, second] = ["first", "second"].map((name) => createSelfSignedCertificate(name)) as [
  ReturnType<typeof createSelfSignedCertificate>,
  ReturnType<typeof createSelfSignedCertificate>,
];
const server = createCertificate("server", first, {
  isAuthority: false,
  names: [{ dns: "a.example" }],
  usages: ["serverAuth"],
});

/** Texts with and without certificates and keys, whole and damaged. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        first.certificate,
        second.certificate,
        server.certificate,
        first.privateKey,
        server.privateKey,
      ),
      fc.constantFrom("-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "\r\n"),
      fc.string({ maxLength: 40 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""))
  .chain((text) =>
    fc.oneof(
      fc.constant(text),
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length))
        .map(([one, other]) => text.slice(Math.min(one, other), Math.max(one, other))),
    ),
  );

describe("parseBundle", () => {
  it("reads what formatBundle writes, in any text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { authorities, isClean } = parseBundle(text);
        const formatted = formatBundle(authorities);
        expect(parseBundle(formatted)).toMatchObject({
          authorities: authorities.map(({ id }) => ({ id })),
          isClean: true,
        });
        expect(isClean).toBe(text === formatted);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it("leaves out certificates of servers, and those that are there twice", () => {
    const text = [server, first, second, first].map(({ certificate }) => certificate).join("");
    expect(parseBundle(text).authorities.map(({ id }) => id)).toEqual(
      [first, second].map(({ certificate }) => parseAuthority(certificate)?.id),
    );
  });

  it("reads no more than 32 certificates", () => {
    const many = Array.from(
      { length: 40 },
      (_, index) => createSelfSignedCertificate(`ca ${index}`).certificate,
    );
    expect(parseBundle(many.join(""))).toMatchObject({ isClean: false, authorities: { length: 32 } });
  });
});

describe("readAuthorities", () => {
  it("never fails, and knows only keys that belong to their authorities", () => {
    const data = fc.dictionary(
      fc.constantFrom("ca.crt", "ca.key", "next.crt", "next.key", "previous.crt", "other"),
      texts,
    );
    fc.assert(
      fc.property(data, (secret) => {
        const { authorities, keys } = readAuthorities(secret);
        for (const authority of [authorities.current, authorities.next]) {
          if (authority !== undefined) {
            expect(keys.has(authority.id)).toBe(authority.canSign);
          }
        }
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it("knows an authority once that is in both places, with the key of either", () => {
    const { authorities } = readAuthorities({
      "ca.crt": first.certificate,
      "ca.key": second.privateKey,
      "next.crt": first.certificate,
      "next.key": first.privateKey,
    });
    expect(authorities).toMatchObject({ current: { canSign: true }, next: undefined, isClean: false });
  });

  it("accepts only keys on P-256", () => {
    const key = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
    const { certificate, privateKey } = createSelfSignedCertificate("other curve", { key });
    expect(
      readAuthorities({ "ca.crt": certificate, "ca.key": privateKey }).authorities.current?.canSign,
    ).toBe(false);
  });
});

describe("readServingSecret", () => {
  const authorities = [first, second].flatMap(({ certificate }) => parseAuthority(certificate) ?? []);
  const data = { "tls.crt": server.certificate, "tls.key": server.privateKey };

  it("finds the authority that signed the certificate", () => {
    expect(readServingSecret(data, ["a.example"], authorities)?.issued.issuerId).toBe(authorities[0]?.id);
    expect(readServingSecret(data, ["a.example"], authorities.slice(1))).toBeUndefined();
  });

  it.each([[["b.example"]], [["a.example", "b.example"]], [[]]])("needs exactly the names %j", (names) => {
    expect(readServingSecret(data, names, authorities)).toBeUndefined();
  });

  it("needs a certificate for servers", () => {
    const client = createCertificate("client", first, {
      isAuthority: false,
      names: [{ dns: "a.example" }],
      usages: ["clientAuth"],
    });
    const secret = { "tls.crt": client.certificate, "tls.key": client.privateKey };
    expect(readServingSecret(secret, ["a.example"], authorities)).toBeUndefined();
  });

  it("never fails", () => {
    fc.assert(
      fc.property(texts, texts, (certificate, key) => {
        readServingSecret({ "tls.crt": certificate, "tls.key": key }, ["a.example"], authorities);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});

describe("parsePublications", () => {
  const authorities = [first, second].flatMap(({ certificate }) => parseAuthority(certificate) ?? []);

  it("reads what formatPublications writes", () => {
    const time = fc.date({ min: new Date(0), max: new Date("9999-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, (one, other) => {
        const times = new Map(authorities.map(({ id }, index) => [id, Number(index === 0 ? one : other)]));
        expect(parsePublications(formatPublications(times), authorities)).toEqual(times);
      }),
    );
  });

  it("reads only times from any other text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const annotation = `${text},${authorities[0]?.id.slice(0, 16)}=${text}`;
        expect([...parsePublications(annotation, authorities).values()].every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
