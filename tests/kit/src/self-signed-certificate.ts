import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A certificate with its key. */
export interface Certificate {
  /** The common name. */
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
}

/** What is special about a certificate. */
export interface CertificateOptions {
  /** Whether it can issue certificates. By default it can. */
  readonly isAuthority?: boolean;
  /** When it becomes valid; by default in 2020. */
  readonly validFrom?: Date;
  /** When it expires, before 2050; by default at the end of 2049. */
  readonly validTo?: Date;
  /** The extended key usages; by default none. */
  readonly usages?: readonly (keyof typeof usageIds)[];
  /** The subject alternative names. By default 127.0.0.1 and `server.test`. */
  readonly names?: readonly AlternativeName[];
  /** The subject, instead of only the common name. The certificate can't be an issuer then. */
  readonly subject?: readonly (readonly NameAttribute[])[];
  /** The private key, which also signs the certificate if there is no issuer; by default a new one on P-256. */
  readonly key?: KeyObject;
}

/** A subject alternative name. */
export type AlternativeName =
  | { readonly uri: string }
  | { readonly dns: string }
  | { readonly address: readonly number[] };

/** A part of a subject. Several parts can be one relative distinguished name. */
export interface NameAttribute {
  /** The DER of the object identifier, in hex: `550403` is the common name. */
  readonly type: string;
  readonly value: string | Buffer;
  /** The DER tag of the value; UTF8String by default. */
  readonly tag?: number;
}

const usageIds = {
  serverAuth: "2b06010505070301",
  clientAuth: "2b06010505070302",
  any: "551d2500",
} as const;

const ecdsaWithSha256 = sequence(element(0x06, Buffer.from("2a8648ce3d040302", "hex")));
const isAuthorityExtension = extension("551d13", sequence(element(0x01, Buffer.from([0xff]))));
const serverNames: readonly AlternativeName[] = [{ address: [127, 0, 0, 1] }, { dns: "server.test" }];

/** Creates a certificate authority that is signed by its own key. @param name - the common name of subject and issuer */
export function createSelfSignedCertificate(name: string, options?: CertificateOptions): Certificate {
  return createCertificate(name, undefined, options);
}

/**
 * Creates a certificate, by default for 127.0.0.1 and `server.test`, valid until 2049. Node.js has no function for it, and
 * not every machine has openssl.
 *
 * @param name - the common name
 * @param issuer - who signs it; by default its own key
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function createCertificate(
  name: string,
  issuer?: Certificate,
  options: CertificateOptions = {},
): Certificate {
  const { isAuthority = true, usages = [], names = serverNames, subject } = options;
  const { validFrom = new Date("2020-01-01"), validTo = new Date("2049-12-31T23:59:59Z") } = options;
  const privateKey = options.key ?? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const publicKey = createPublicKey(privateKey);
  const toBeSigned = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    encodeCommonName(issuer?.name ?? name),
    sequence(encodeTime(validFrom), encodeTime(validTo)),
    subject === undefined ? encodeCommonName(name) : encodeName(subject),
    publicKey.export({ type: "spki", format: "der" }),
    element(
      0xa3,
      sequence(
        ...(isAuthority ? [isAuthorityExtension] : []),
        ...(usages.length === 0 ? [] : [encodeUsages(usages)]),
        ...(names.length === 0 ? [] : [extension("551d11", sequence(...names.map(encodeAlternativeName)))]),
      ),
    ),
  );
  const signature = sign("sha256", toBeSigned, issuer?.privateKey ?? privateKey);
  const der = sequence(toBeSigned, ecdsaWithSha256, element(0x03, Buffer.from([0]), signature));
  const lines = der.toString("base64").replaceAll(/.{64}(?=.)/g, "$&\n");
  return {
    name,
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function encodeTime(time: Date): Buffer {
  const digits = time.toISOString().replaceAll(/\D/g, "").slice(2, 14);
  return element(0x17, Buffer.from(`${digits}Z`));
}

function encodeCommonName(name: string): Buffer {
  return encodeName([[{ type: "550403", value: name }]]);
}

function encodeName(subject: readonly (readonly NameAttribute[])[]): Buffer {
  return sequence(...subject.map((parts) => element(0x31, ...parts.map(encodeAttribute))));
}

function encodeAttribute({ type, value, tag = 0x0c }: NameAttribute): Buffer {
  return sequence(
    element(0x06, Buffer.from(type, "hex")),
    element(tag, typeof value === "string" ? Buffer.from(value) : value),
  );
}

function encodeUsages(usages: NonNullable<CertificateOptions["usages"]>): Buffer {
  const ids = usages.map((usage) => element(0x06, Buffer.from(usageIds[usage], "hex")));
  return extension("551d25", sequence(...ids));
}

function encodeAlternativeName(name: AlternativeName): Buffer {
  if ("uri" in name) {
    return element(0x86, Buffer.from(name.uri));
  }
  return "dns" in name ? element(0x82, Buffer.from(name.dns)) : element(0x87, Buffer.from(name.address));
}

function extension(objectId: string, value: Buffer): Buffer {
  return sequence(element(0x06, Buffer.from(objectId, "hex")), element(0x04, value));
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return element(0x30, ...contents);
}

/** Encodes an element of at most 64 KiB in DER. */
function element(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
