import { createHash, createPublicKey, generateKeyPair, type KeyObject, randomBytes, sign } from "node:crypto";
import { promisify } from "node:util";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";
import type { Validity as ValidityTimes } from "./lifetimes.ts";

/** A certificate with its private key. It must not be logged. */
export interface KeyPair {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
}

const generateKeys = promisify(generateKeyPair);
const commonNameId = "2.5.4.3";
const ecdsaWithSha256 = new AlgorithmIdentifier({ algorithm: "1.2.840.10045.4.3.2" });
/** The longest common name that X.509 allows. */
const maxCommonName = 64;

/**
 * Creates a certificate authority with a new key on P-256. It signs certificates of servers, and no other authorities.
 *
 * @param commonName - its name, unique among the authorities that clients trust
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export async function createAuthority(commonName: string, validity: ValidityTimes): Promise<KeyPair> {
  const keys = await generateKeys("ec", { namedCurve: "P-256" });
  const issuer = { name: toName(commonName), publicKey: keys.publicKey, privateKey: keys.privateKey };
  return issue(issuer, issuer.name, keys, validity, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), "critical"),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), "critical"),
  ]);
}

/**
 * Creates the certificate of a server with a new key on P-256.
 *
 * @param authority - the authority that signs it
 * @param dnsNames - the names that clients connect to, at least one
 */
export async function createServerCertificate(
  authority: KeyPair,
  dnsNames: readonly string[],
  validity: ValidityTimes,
): Promise<KeyPair> {
  const keys = await generateKeys("ec", { namedCurve: "P-256" });
  const names = dnsNames.map((dNSName) => new GeneralName({ dNSName }));
  // Clients read only the alternative names. The common name is for people.
  const subject = toName(dnsNames[0]?.slice(0, maxCommonName) ?? "");
  return issue(readAuthority(authority), subject, keys, validity, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), "critical"),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), "critical"),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, new SubjectAlternativeName(names)),
  ]);
}

interface Issuer {
  readonly name: Name;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject | string;
}

function readAuthority({ certificate, privateKey }: KeyPair): Issuer {
  const der = Buffer.from(certificate.replaceAll(/-----[^-]*-----|\s/g, ""), "base64");
  const { subject } = AsnConvert.parse(der, Certificate).tbsCertificate;
  return { name: subject, publicKey: createPublicKey(certificate), privateKey };
}

function issue(
  issuer: Issuer,
  subject: Name,
  keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  { notBefore, notAfter }: ValidityTimes,
  extensions: readonly Extension[],
): KeyPair {
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: createSerialNumber(),
    signature: ecdsaWithSha256,
    issuer: issuer.name,
    subject,
    validity: new Validity({ notBefore: new Date(notBefore), notAfter: new Date(notAfter) }),
    subjectPublicKeyInfo: toPublicKeyInfo(keys.publicKey),
    extensions: new Extensions([
      ...extensions,
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(identifyKey(keys.publicKey))),
      extension(
        id_ce_authorityKeyIdentifier,
        new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(identifyKey(issuer.publicKey)) }),
      ),
    ]),
  });
  const signed = Buffer.from(AsnConvert.serialize(tbsCertificate));
  const signatureValue = toArrayBuffer(sign("sha256", signed, issuer.privateKey));
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: ecdsaWithSha256,
    signatureValue,
  });
  return {
    certificate: toPem(Buffer.from(AsnConvert.serialize(certificate))),
    privateKey: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function toName(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonNameId, value })]),
  ]);
}

function extension(extnID: string, value: object, isCritical?: "critical"): Extension {
  const extnValue = new OctetString(AsnConvert.serialize(value));
  return new Extension({ extnID, critical: isCritical !== undefined, extnValue });
}

/** 127 random bits: positive, as X.509 requires. */
function createSerialNumber(): ArrayBuffer {
  const bytes = randomBytes(16);
  // Not zero, which would be shortened.
  bytes.writeUInt8((bytes.readUInt8() & 0x7f) | 0x40);
  return toArrayBuffer(bytes);
}

function toPublicKeyInfo(key: KeyObject): SubjectPublicKeyInfo {
  return AsnConvert.parse(key.export({ type: "spki", format: "der" }), SubjectPublicKeyInfo);
}

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.2 */
function identifyKey(key: KeyObject): ArrayBuffer {
  const bits = new Uint8Array(toPublicKeyInfo(key).subjectPublicKey);
  return toArrayBuffer(createHash("sha1").update(bits).digest());
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function toPem(der: Buffer): string {
  const lines = der.toString("base64").replaceAll(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
