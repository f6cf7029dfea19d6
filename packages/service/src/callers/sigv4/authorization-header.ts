import { CallerError } from "../caller-error.ts";

/** What an Authorization header says of a signature. */
export interface SignatureHeader {
  readonly accessKeyId: string;
  /** The day of the signing key, UTC: `20261130`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** `20261130/eu-west-1/eks-auth/aws4_request` */
  readonly scope: string;
  /** The names of the signed headers, in lower case, sorted, each once. `host` and `x-amz-date` are among them. */
  readonly signedHeaders: readonly string[];
  /** The header before the signature. */
  readonly text: string;
}

/** The algorithm, with which the header begins. */
export const algorithm = "AWS4-HMAC-SHA256";

/** Those of AWS SDKs have about 300 characters. */
const maxLength = 4_096;
/** The hexadecimal digits at the end of the header. */
const signatureLength = 64;

/** No part matches the character after it, so the time is linear in the header's length. */
const format =
  /^AWS4-HMAC-SHA256 +Credential=(\w{16,128})\/((\d{8})\/([\w-]{1,64})\/([\w-]{1,64})\/aws4_request), *SignedHeaders=([!#$%&'*+.^_`|~0-9a-z;-]+), *Signature=[0-9a-f]{64}$/;

/**
 * Parses an Authorization header of Signature Version 4, as AWS SDKs send it.
 *
 * @throws CallerError `signature_incomplete` if it has another scheme, lacks a part, or the signed headers lack one that
 * is required. The message quotes nothing of the header, which can be a secret.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function parseAuthorization(header: string): SignatureHeader {
  if (!header.startsWith(algorithm)) {
    const fix = "Sign the request, or send no Authorization header.";
    throw incomplete(`The Authorization header has another scheme than ${algorithm}. ${fix}`);
  }
  const parts = header.length > maxLength ? null : format.exec(header);
  if (parts === null) {
    const found = `is longer than ${maxLength} characters, or not complete`;
    const rule = `It must be: ${algorithm} Credential=KEY/DATE/REGION/SERVICE/aws4_request, SignedHeaders=name;name, Signature=HEX`;
    throw incomplete(`The Authorization header ${found}. ${rule}; names and digits in lower case.`);
  }
  const [, accessKeyId = "", scope = "", date = "", region = "", service = "", names = ""] = parts;
  const text = header.slice(0, -signatureLength);
  return { accessKeyId, date, region, service, scope, signedHeaders: splitSignedHeaders(names), text };
}

function splitSignedHeaders(names: string): string[] {
  const signedHeaders = names.split(";");
  let previous = "";
  for (const name of signedHeaders) {
    // An empty name is never greater.
    if (name <= previous) {
      throw incomplete("The SignedHeaders of the Authorization header must be sorted, each name once.");
    }
    previous = name;
  }
  for (const name of ["host", "x-amz-date"]) {
    if (!signedHeaders.includes(name)) {
      throw unsignedHeader(name);
    }
  }
  return signedHeaders;
}

/** The error of a request in which a header that must be signed is not signed. */
export function unsignedHeader(name: string): CallerError {
  return incomplete(`The header ${name} must be one of SignedHeaders.`);
}

function incomplete(message: string): CallerError {
  return new CallerError("signature_incomplete", message);
}

/** Returns the signature at the end of an Authorization header. @param header - is complete */
export function signatureOf(header: string): string {
  return header.slice(-signatureLength);
}

/** Enough for the callers of a large installation. */
const maxRemembered = 1_000;
/** The access key ID, and the date if the ID is not long: enough to find a header, and faster than the whole of it. */
const start = [`${algorithm} Credential=`.length, 60] as const;

/**
 * Remembers the headers of callers that were authenticated. All day, a caller's requests have the same header before the
 * signature, so it is parsed once: that takes a seventh of the time of a verification.
 */
export class RememberedHeaders {
  readonly #byStart = new Map<string, SignatureHeader>();

  /** Finds what was parsed from a header that was the same before the signature. */
  find(header: string): SignatureHeader | undefined {
    const found = this.#byStart.get(header.slice(...start));
    return found !== undefined &&
      header.slice(0, found.text.length) === found.text &&
      /^[0-9a-f]{64}$/.test(header.slice(found.text.length))
      ? found
      : undefined;
  }

  add(header: SignatureHeader): void {
    if (this.#byStart.size >= maxRemembered) {
      this.#byStart.clear();
    }
    this.#byStart.set(header.text.slice(...start), header);
  }
}
