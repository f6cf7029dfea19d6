import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate for 127.0.0.1 and `server.test`. */
export interface Certificate {
  /** The common name. */
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
}

const ecdsaWithSha256 = sequence(element(0x06, Buffer.from("2a8648ce3d040302", "hex")));
const validity = sequence(
  ...["200101000000Z", "491231235959Z"].map((time) => element(0x17, Buffer.from(time))),
);
const isAuthority = extension("551d13", sequence(element(0x01, Buffer.from([0xff]))));
const subjectNames = extension(
  "551d11",
  sequence(element(0x87, Buffer.from([127, 0, 0, 1])), element(0x82, Buffer.from("server.test"))),
);

/** Creates a certificate authority that is signed by its own key. @param name - the common name of subject and issuer */
export function createSelfSignedCertificate(name: string): Certificate {
  return createCertificate(name);
}

/**
 * Creates a certificate for 127.0.0.1 and `server.test`, valid until 2049. Node.js has no function for it, and not every
 * machine has openssl.
 *
 * @param name - the common name
 * @param issuer - who signs it; by default its own key
 * @param isServer - whether it is a server's, which can issue no certificates
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function createCertificate(name: string, issuer?: Certificate, isServer = false): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const toBeSigned = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    encodeName(issuer?.name ?? name),
    validity,
    encodeName(name),
    publicKey.export({ type: "spki", format: "der" }),
    element(0xa3, sequence(...(isServer ? [] : [isAuthority]), subjectNames)),
  );
  const signature = sign("sha256", toBeSigned, issuer?.privateKey ?? privateKey);
  const der = sequence(toBeSigned, ecdsaWithSha256, element(0x03, Buffer.from([0]), signature));
  const lines = der.toString("base64").replaceAll(/.{64}/g, "$&\n");
  return {
    name,
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function encodeName(name: string): Buffer {
  const commonName = [element(0x06, Buffer.from("550403", "hex")), element(0x0c, Buffer.from(name))];
  return sequence(element(0x31, sequence(...commonName)));
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
