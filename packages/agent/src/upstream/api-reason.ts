import type { ServiceError } from "@eks-auth/client-light";

/** If the service does not say when to try again, or says longer. It reads new keys within this time. */
const longestRetryAfterSeconds = 30;

/** Reads the reason code that `eks-auth serve` sends to callers on its machine. It is passed on to pods. */
export function readApiReason({ headers }: ServiceError): string | undefined {
  const reason = headers["x-eks-auth-reason"];
  return reason !== undefined && /^[a-z_]{1,50}$/.test(reason) ? reason : undefined;
}

/** Whether the service answered that it may not know the token's key yet. It answers the same until it reads the keys. */
export function isUnknownKey(error: ServiceError): boolean {
  return error.status === 503 && readApiReason(error) === "unknown_key";
}

/** Reads how long the service will answer the same, in milliseconds; at most 30 s. */
export function readRetryAfterMs({ headers }: ServiceError): number {
  const header = headers["retry-after"] ?? "";
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : longestRetryAfterSeconds;
  return Math.min(seconds, longestRetryAfterSeconds) * 1000;
}
