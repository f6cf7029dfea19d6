import { createHmac, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { RawRequest } from "@eks-auth/server";
import { CallerError } from "../caller-error.ts";
import type { AuthenticateCaller } from "../caller-method.ts";
import { type AccessKey, createUnknownSigningKeys } from "./access-key.ts";
import {
  algorithm,
  parseAuthorization,
  RememberedHeaders,
  type SignatureHeader,
  signatureOf,
  unsignedHeader,
} from "./authorization-header.ts";
import { createCanonicalRequest, parseQuery } from "./canonical-request.ts";
import { type SigningScope, signingService } from "./signing-key.ts";

/** As AWS's services have it. */
const maxSkewSeconds = 300;

/** Options of {@link createSignatureCallers}. */
export interface SignatureCallersOptions extends SigningScope {
  /** Finds an access key. */
  readonly findKey: (accessKeyId: string) => AccessKey | undefined;
  /** The current time; by default that of the system. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Creates the method that authenticates callers by AWS Signature Version 4, as all AWS SDKs sign their requests. The
 * service signs each request again with the caller's secret, over the hash of the body that arrived, and compares.
 *
 * @returns throws CallerError if the request has an Authorization header or a signed query that is not valid
 */
export function createSignatureCallers(options: SignatureCallersOptions): AuthenticateCaller {
  const { region, service = signingService, findKey, now = () => new Date() } = options;
  const unknown = createUnknownSigningKeys({ region, service });
  const remembered = new RememberedHeaders();
  return (request) => {
    rejectSignedQuery(request.query);
    const authorization = request.header("authorization");
    if (authorization === undefined) {
      return undefined;
    }
    const known = remembered.find(authorization);
    const header = known ?? parseAuthorization(authorization);
    const { signedHeaders } = header;
    requireSignedHeaders(request, signedHeaders);
    const date = requireDate(request.header("x-amz-date"), header, now());
    requireScope(header, region, service);
    const key = findKey(header.accessKeyId);
    const signingKey = (key?.signingKeys ?? unknown).get(header.date);
    const isValid = verifySignature(request, header, signatureOf(authorization), date, signingKey);
    if (key === undefined) {
      const fix = "Add its file to the keyFiles of a caller, or check the caller's credentials";
      throw new CallerError("access_key_unknown", `The access key ${header.accessKeyId} is unknown. ${fix}.`);
    }
    if (!isValid) {
      const fix = "Check the secret access key, and that no proxy changes a part that is signed";
      const parts = `the method, the path, the query, the body, or the headers ${signedHeaders.join(", ")}`;
      throw invalid(`The signature with the access key ${key.id} is wrong. ${fix}: ${parts}.`);
    }
    if (!key.hasSessionToken(request.header("x-amz-security-token"))) {
      const problem = `The session token is not that of the access key ${key.id}`;
      const fix = "Temporary credentials of AWS cannot be verified outside AWS: use a static access key";
      throw new CallerError("access_key_unknown", `${problem}. ${fix}.`);
    }
    if (known === undefined) {
      remembered.add(header);
    }
    return key.caller;
  };
}

/** @throws CallerError if the signature is in the query: such URLs are meant to be passed on */
function rejectSignedQuery(query: string): void {
  if (query !== "" && parseQuery(query).some(([name]) => /^x-amz-/i.test(name))) {
    const problem = "The query has a signature, or another parameter that begins with X-Amz-";
    throw new CallerError("signature_incomplete", `${problem}. Sign with the Authorization header.`);
  }
}

/** @throws CallerError if a header that changes what a request means is not signed */
function requireSignedHeaders(request: RawRequest, signedHeaders: readonly string[]): void {
  for (const name of request.headerNames()) {
    if (name.startsWith("x-amz-") && !signedHeaders.includes(name)) {
      throw unsignedHeader(name);
    }
  }
}

/** @returns the date as it was sent: `20261130T093000Z` */
function requireDate(date = "", header: SignatureHeader, now: Date): string {
  const time = /^\d{8}T\d{6}Z$/.test(date) && date.startsWith(header.date) ? parseDate(date) : Number.NaN;
  if (Number.isNaN(time)) {
    const rule = "must be one UTC date such as 20261130T093000Z, on the day that the Credential names";
    throw new CallerError("signature_incomplete", `The header x-amz-date ${rule}.`);
  }
  const skew = (time - now.getTime()) / 1_000;
  if (Math.abs(skew) > maxSkewSeconds) {
    const difference = `${Math.abs(skew).toFixed(0)} s ${skew < 0 ? "before" : "after"} the current time`;
    const fix = `More than ${maxSkewSeconds} s are not accepted. Check the clocks of the caller and the service`;
    throw new CallerError("signature_expired", `The signature's date is ${difference}. ${fix}.`);
  }
  return date;
}

/** Returns milliseconds since 1970. A day that a month does not have is one of the next month. */
function parseDate(date: string): number {
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2);
  const day = Date.UTC(year, twoDigits(date, 4) - 1, twoDigits(date, 6));
  return day + ((twoDigits(date, 9) * 60 + twoDigits(date, 11)) * 60 + twoDigits(date, 13)) * 1_000;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

function requireScope(header: SignatureHeader, region: string, service: string): void {
  if (header.region !== region || header.service !== service) {
    const rule = `must be signed for the region ${region} and the service ${service}`;
    const found = `${header.region} and ${header.service}`;
    throw invalid(`The request ${rule}, not for ${found}. Correct the caller's region.`);
  }
}

/** @throws CallerError if the caller's own hash of the body is another one, or the request has no canonical form */
function verifySignature(
  request: RawRequest,
  { scope, signedHeaders }: SignatureHeader,
  signature: string,
  timestamp: string,
  key: KeyObject,
): boolean {
  const bodyHash = hash("sha256", request.body, "hex");
  if ((request.header("x-amz-content-sha256") ?? bodyHash) !== bodyHash) {
    const rule = "must be the SHA-256 of the body. UNSIGNED-PAYLOAD and STREAMING-… are not accepted";
    throw invalid(`The header x-amz-content-sha256 ${rule}.`);
  }
  const canonicalHash = hash("sha256", createCanonicalRequest(request, signedHeaders, bodyHash), "hex");
  // Digits cost less than a buffer here.
  const expected = createHmac("sha256", key)
    .update(`${algorithm}\n${timestamp}\n${scope}\n${canonicalHash}`)
    .digest("hex");
  return timingSafeEqual(Buffer.from(signature, "hex"), Buffer.from(expected, "hex"));
}

function invalid(message: string): CallerError {
  return new CallerError("signature_invalid", message);
}
