import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { createSelfSignedCertificate, type NameAttribute } from "@eks-auth/test-kit/self-signed-certificate";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeNonAscii, formatSubject } from "../../../src/callers/certificate/subject-name.ts";

const types = { CN: "550403", O: "55040a", OU: "55040b", C: "550406", DC: "0992268993f22c640119" } as const;
const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });

type Attribute = readonly [type: keyof typeof types, value: string];

/** The subject of a certificate, as Node.js writes it. */
function write(parts: readonly (readonly NameAttribute[])[]): string {
  return new X509Certificate(createSelfSignedCertificate("x", { subject: parts, key }).certificate).subject;
}

function encode(parts: readonly (readonly Attribute[])[]): NameAttribute[][] {
  return parts.map((attributes) => attributes.map(([type, value]) => ({ type: types[type], value })));
}

/** The expected texts are what `openssl x509 -noout -subject -nameopt RFC2253` of OpenSSL 3.0 prints. */
describe("a subject is formatted as openssl does", () => {
  test.each<[(readonly Attribute[])[], string]>([
    [[[["C", "DE"]], [["O", "Example"]], [["CN", "edge"]]], "CN=edge,O=Example,C=DE"],
    [
      [
        [["O", "Example"]],
        [
          ["CN", "edge"],
          ["OU", "Ops"],
        ],
      ],
      "OU=Ops+CN=edge,O=Example",
    ],
    [
      [
        [["O", "Example"]],
        [
          ["CN", "edge"],
          ["O", "Ops"],
          ["OU", "z"],
        ],
      ],
      "OU=z+O=Ops+CN=edge,O=Example",
    ],
    [[[["O", 'a,b+c"d\\e<f>g;h=i']], [["CN", "#x"]]], 'CN=\\#x,O=a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h=i'],
    [
      [[["O", " lead"]], [["OU", "trail "]], [["CN", "a  b"]], [["CN", " "]], [["CN", "  "]]],
      "CN=\\ \\ ,CN=\\ ,CN=a  b,OU=trail\\ ,O=\\ lead",
    ],
    [[[["O", "a\nCN=root"]], [["CN", "a\tb\0c\x7f"]]], "CN=a\\09b\\00c\\7F,O=a\\0ACN=root"],
    [[[["O", "x + CN=admin"]], [["CN", "a\r\nO=b"]]], "CN=a\\0D\\0AO=b,O=x \\+ CN=admin"],
    [
      [[["O", "Müller & Söhne 日本 😀"]], [["CN", "é"]]],
      "CN=\\C3\\A9,O=M\\C3\\BCller & S\\C3\\B6hne \\E6\\97\\A5\\E6\\9C\\AC \\F0\\9F\\98\\80",
    ],
    [[[["CN", ""]]], "CN="],
  ])("%j", (parts, expected) => {
    expect(formatSubject(write(encode(parts)))).toBe(expected);
  });

  test("whatever the type of its strings", () => {
    const latin1 = { type: types.O, value: Buffer.from("M\xfcller", "latin1"), tag: 0x14 };
    const bmp = { type: types.CN, value: Buffer.from("\0M\0\xfc", "latin1"), tag: 0x1e };
    expect(formatSubject(write([[latin1], [bmp]]))).toBe("CN=M\\C3\\BC,O=M\\C3\\BCller");
  });
});

test("a subject without attributes, or with one that has no name, has no form", () => {
  expect(formatSubject(undefined)).toBeUndefined();
  expect(formatSubject(write([]))).toBeUndefined();
  expect(
    formatSubject(
      write([
        [
          { type: types.CN, value: "a" },
          { type: "2a0304", value: "b" },
        ],
      ]),
    ),
  ).toBeUndefined();
});

test("no two subjects have the same form", () => {
  const value = fc.string({ unit: fc.constantFrom(...'aC=N+, \\\n\r"#;<\0é'.split("")), maxLength: 8 });
  const attribute = fc.tuple(fc.constantFrom(...(Object.keys(types) as (keyof typeof types)[])), value);
  const subject = fc.array(fc.array(attribute, { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(subject, (parts) => {
      const reference = parts
        .toReversed()
        .map((attributes) =>
          attributes
            .toReversed()
            .map(([type, text]) => `${type}=${escapeValue(text)}`)
            .join("+"),
        )
        .join(",");
      expect(formatSubject(write(encode(parts)))).toBe(reference);
    }),
    { numRuns: 200 },
  );
});

/** Escapes a value by the rules of RFC 2253. OpenSSL escapes control characters, too, and no `#` that is the whole value. */
function escapeValue(text: string): string {
  return [...text]
    .map((character, index) => {
      const isEdge = index === 0 || index === text.length - 1;
      if (
        ',+"\\<>;'.includes(character) ||
        (character === " " && isEdge) ||
        (character === "#" && index === 0 && text !== "#")
      ) {
        return `\\${character}`;
      }
      return character < " " || character > "~" ? hex(character) : character;
    })
    .join("");
}

function hex(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `\\${byte.toString(16).padStart(2, "0").toUpperCase()}`)
    .join("");
}

test("a configured subject can have characters that are not ASCII", () => {
  expect(escapeNonAscii("CN=é,O=a")).toBe("CN=\\C3\\A9,O=a");
});
