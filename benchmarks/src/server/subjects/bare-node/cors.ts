import type { IncomingMessage } from "node:http";

const allowedHeaders =
  "accept, content-type, amz-sdk-invocation-id, amz-sdk-request, x-amz-user-agent, authorization, " +
  "x-amz-content-sha256, x-amz-date, x-amz-security-token";

/** Tells a browser's preflight from other requests. */
export function isPreflight(incoming: IncomingMessage): boolean {
  return (
    incoming.method === "OPTIONS" &&
    incoming.headers.origin !== undefined &&
    incoming.headers["access-control-request-method"] !== undefined
  );
}

/** The headers of a preflight's answer. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": allowedHeaders,
  "access-control-max-age": "600",
};

/** The headers that let a page read an answer. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-errortype, x-amzn-requestid",
};
