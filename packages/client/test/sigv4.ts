import { createHash, createHmac } from "node:crypto";
import type { ReceivedRequest } from "@eks-auth/test-kit/recording-server";

/** The parts of an `Authorization` header of AWS Signature Version 4. */
export interface Authorization {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

/** Parses an `Authorization` header. Throws if it isn't SigV4. */
export function parseAuthorization(header = ""): Authorization {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=(?<accessKeyId>[^/]+)\/(?<date>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request, SignedHeaders=(?<signed>[^,]+), Signature=(?<signature>[0-9a-f]{64})$/.exec(
      header,
    )?.groups;
  if (parts === undefined) throw new Error("not a SigV4 authorization header");
  const { accessKeyId = "", date = "", region = "", service = "", signed = "", signature = "" } = parts;
  return { accessKeyId, date, region, service, signature, signedHeaders: signed.split(";") };
}

/**
 * Computes the signature that `request` must have, only from the received request. The path must need no encoding and
 * have no query.
 */
export function computeSignature(request: ReceivedRequest, secretAccessKey: string): string {
  const { date, region, service, signedHeaders } = parseAuthorization(request.headers.authorization);
  const canonicalRequest = [
    request.method,
    request.path,
    "",
    ...signedHeaders.map((name) => `${name}:${request.headers[name]}`),
    "",
    signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${request.headers["x-amz-date"]}\n${scope}\n${sha256(canonicalRequest)}`;
  const key = scope.split("/").reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, toSign).toString("hex");
}

function sha256(data: string): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
