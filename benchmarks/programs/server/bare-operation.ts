import { isUtf8 } from "node:buffer";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";

/** The largest request body, in bytes. */
export const maxBytes = 262_144;

/** Matches the path of a request, with the query or without. */
export const operationPath: RegExp = /^\/clusters\/([^/?]+)\/assume-role-for-pod-identity(?:\?|$)/;

/** The headers of the response to a CORS preflight. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers":
    "accept, content-type, amz-sdk-invocation-id, amz-sdk-request, x-amz-user-agent, authorization, " +
    "x-amz-content-sha256, x-amz-date, x-amz-security-token",
  "access-control-max-age": "600",
};

/** The headers that let a web page read a response. */
export const corsHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-errortype, x-amzn-requestid",
};

const clusterNamePattern = /^[0-9A-Za-z][A-Za-z0-9\-_]*$/;
const tokenPattern = /^[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+$/;

/** An error response. */
export class Fault extends Error {
  override readonly name: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(name: string, status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.headers = headers;
  }
}

/** Creates the error for a body that is too large. */
export function createTooLarge(): Fault {
  return new Fault("RequestEntityTooLargeException", 413, `The body is larger than ${maxBytes} bytes.`);
}

/**
 * Checks the `accept` header.
 *
 * @throws {Fault} 406 if it excludes JSON
 */
export function requireAcceptsJson(accept: string | undefined): void {
  if (!accept || accept === "*/*" || accept === "application/json" || acceptsJson(accept)) {
    return;
  }
  throw new Fault("NotAcceptableException", 406, "This operation answers with application/json.");
}

/** The most specific range that matches decides. */
function acceptsJson(accept: string): boolean {
  const ranges = accept.split(",").map((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    return { type, isExcluded: parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) };
  });
  for (const type of ["application/json", "application/*", "*/*"]) {
    const matching = ranges.filter((range) => range.type === type);
    if (matching.length > 0) {
      return matching.some((range) => !range.isExcluded);
    }
  }
  return false;
}

/** Parses a request body as a JSON object. */
export function parseBody(contentType: string | undefined, body: Buffer): Record<string, unknown> {
  if (contentType === undefined ? body.length > 0 : !isJsonType(contentType)) {
    throw new Fault(
      "UnsupportedMediaTypeException",
      415,
      "This operation takes content-type application/json.",
    );
  }
  if (body.length === 0) {
    return {};
  }
  if (!isUtf8(body)) {
    throw new Fault("SerializationException", 400, "The body is not valid UTF-8.");
  }
  let document: unknown;
  try {
    document = JSON.parse(body.toString());
  } catch {
    throw new Fault("SerializationException", 400, "The body is not valid JSON.");
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new Fault("SerializationException", 400, "The body must be a JSON object.");
  }
  return document as Record<string, unknown>;
}

function isJsonType(contentType: string): boolean {
  return contentType === "application/json" || /^\s*application\/json\s*(?:;|$)/i.test(contentType);
}

/**
 * Reads and validates the input.
 *
 * @param label - the cluster's name as it is in the path, percent-encoded
 */
export function readInput(label: string, body: Record<string, unknown>): AssumeRoleForPodIdentityRequest {
  const clusterName = decodeLabel(label);
  const token = Object.hasOwn(body, "token") ? (body.token ?? undefined) : undefined;
  if (token !== undefined && typeof token !== "string") {
    throw new Fault("SerializationException", 400, "Expected a string at /token.");
  }
  // A name that matches is ASCII, so its length in code units is its length in characters.
  const clusterIsValid = clusterNamePattern.test(clusterName) && clusterName.length <= 100;
  if (clusterIsValid && token !== undefined && tokenPattern.test(token)) {
    return { clusterName, token };
  }
  const messages: string[] = [];
  if (!clusterIsValid) {
    messages.push(describeClusterName(clusterName));
  }
  if (token === undefined || !tokenPattern.test(token)) {
    messages.push(describeToken(token));
  }
  const count = messages.length === 1 ? "1 validation error" : `${messages.length} validation errors`;
  throw new Fault("InvalidParameterException", 400, `${count} detected. ${messages.join("; ")}`);
}

function decodeLabel(label: string): string {
  if (!label.includes("%")) {
    return label;
  }
  try {
    return decodeURIComponent(label);
  } catch {
    throw new Fault("SerializationException", 400, "The label clusterName is not valid UTF-8.");
  }
}

function describeClusterName(clusterName: string): string {
  const length = [...clusterName].length;
  return length < 1 || length > 100
    ? describe(`Value with length ${length}`, "clusterName", "have length between 1 and 100, inclusive")
    : describe("Value", "clusterName", `satisfy regular expression pattern: ${clusterNamePattern.source}`);
}

function describeToken(token: string | undefined): string {
  if (token === undefined) {
    return describe("Value", "token", "not be null");
  }
  return token === ""
    ? describe("Value with length 0", "token", "have length greater than or equal to 1")
    : describe("Value", "token", `satisfy regular expression pattern: ${tokenPattern.source}`);
}

function describe(value: string, name: string, constraint: string): string {
  return `${value} at '/${name}' failed to satisfy constraint: Member must ${constraint}`;
}

/** Writes the output, as JSON. */
export function writeOutput(output: AssumeRoleForPodIdentityResponse): string {
  const { credentials } = output;
  return JSON.stringify({
    subject: output.subject,
    audience: output.audience,
    podIdentityAssociation: output.podIdentityAssociation,
    assumedRoleUser: output.assumedRoleUser,
    credentials: {
      sessionToken: credentials.sessionToken,
      secretAccessKey: credentials.secretAccessKey,
      accessKeyId: credentials.accessKeyId,
      expiration: credentials.expiration.getTime() / 1000,
    },
  });
}
