import { STSServiceException } from "@aws-sdk/client-sts";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import {
  describeClockOffset,
  describeProxy,
  type EnvironmentProxy,
  measureClockOffset,
  ProxyConfigError,
  ProxyRefusedError,
  ResponseTooLargeError,
  UnsafeEndpointError,
} from "@eks-auth/transport";
import type { Deadline } from "../../network/deadline.ts";
import { type CredentialErrorCode, CredentialIssuerError } from "../credential-issuer.ts";

const maxQuotedLength = 500;

/** A call of STS that failed. */
interface FailedCall {
  /** What was called: `AssumeRole for ROLE_ARN`. */
  readonly name: string;
  readonly deadline: Deadline;
  /** When it was sent, in milliseconds since 1970. */
  readonly sentAt: number;
  /** Redacted, with each part of them, because STS's messages can quote the request. */
  readonly secrets: readonly string[];
  /** The proxy of the call, if it used one. */
  readonly proxy?: EnvironmentProxy | undefined;
}

/**
 * Converts the error of an STS call to one that can be logged. The SDK's error is not kept as a cause, because it holds
 * the whole response.
 *
 * @param error - what the SDK threw
 */
export function toCredentialIssuerError(error: unknown, call: FailedCall): CredentialIssuerError {
  const { name, secrets, proxy } = call;
  const { signal, timeoutMs } = call.deadline;
  if (signal.aborted) {
    return unavailable(`STS did not answer ${name} within ${timeoutMs} ms.`);
  }
  if (!(error instanceof Error)) {
    return unavailable(`${name} failed before STS was called (${typeof error}).`);
  }
  if (error instanceof UnsafeEndpointError || error instanceof ProxyConfigError) {
    return unavailable(`${name} was not sent. ${error.message}`);
  }
  if (error instanceof ResponseTooLargeError) {
    return unavailable(
      `${name} got a response that is not from STS (more than ${error.maxBytes} bytes). Check the endpoint.`,
    );
  }
  const { httpStatusCode: status, requestId } = metadataOf(error);
  if (status === undefined) {
    const code = error instanceof ProxyRefusedError ? `the proxy answered ${error.status}` : codeOf(error);
    const route = proxy === undefined ? "" : ` through the ${describeProxy(proxy)}`;
    return unavailable(`STS could not be reached${route} for ${name} (${clean(code)}).`);
  }
  const quote = (text: string): string => clean(redactSecrets(text, secrets));
  const details = `(status ${status}, request ID ${quote(requestId ?? "unknown")})`;
  if (!(error instanceof STSServiceException)) {
    return unavailable(`${name} got a response that is not from STS ${details}. Check the endpoint.`);
  }
  const stsCode = quote(error.name).replace(/Exception$/, "");
  const [code, fix] = meaningOf(stsCode, status);
  const message = code === "unavailable" ? "" : `: ${quote(error.message)}`;
  const sentence = `STS answered ${name} with ${stsCode} ${details}${message.replace(/\.$/, "")}.`;
  const clockOffsetMs = readClockOffset(error, call.sentAt);
  const fixes = [fix, describeClock(clockOffsetMs)].filter((text) => text !== undefined);
  return new CredentialIssuerError(code, sentence, {
    fix: fixes.length === 0 ? undefined : fixes.join(" "),
    clockOffsetMs,
  });
}

function readClockOffset({ $response }: STSServiceException, sentAt: number): number | undefined {
  return measureClockOffset($response?.headers.date, { sentAt, receivedAt: Date.now() });
}

/** STS refuses a signature whose time is more than five minutes from its own, with several codes. */
function describeClock(offsetMs: number | undefined): string | undefined {
  const difference = describeClockOffset(offsetMs);
  return difference && `STS's clock is ${difference} this machine's: set this machine's clock, by NTP.`;
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}

function unavailable(message: string): CredentialIssuerError {
  return new CredentialIssuerError("unavailable", message);
}

/** Every error of the SDK that was caused by a response has this metadata, but not every type declares it. */
function metadataOf(error: Error): { httpStatusCode?: number; requestId?: string } {
  return "$metadata" in error && typeof error.$metadata === "object" ? { ...error.$metadata } : {};
}

/** Text from the network must neither break a line of the log nor fill the log. */
function clean(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, " ").slice(0, maxQuotedLength);
}

const ownCredentials = "The credentials of this service, from the AWS SDK's default chain,";

/**
 * What the codes mean that do not mean that STS is out of order, with the operator's fix, if any. The codes have no
 * `Exception` at their end. A problem with this service's own credentials is `unavailable`: the pod is not at fault, and
 * its agent should keep the credentials it has.
 */
const meanings: Readonly<Record<string, readonly [CredentialErrorCode, fix?: string]>> = {
  AccessDenied: [
    "role_refused",
    "The role's trust policy must allow the caller sts:AssumeRole and, unless the association disables session tags, sts:TagSession; so must the caller's own policy.",
  ],
  MalformedPolicyDocument: ["invalid_request", "Correct the association's policy."],
  PackedPolicyTooLarge: ["invalid_request", "Shorten the association's policy, or disable its session tags."],
  ValidationError: [
    "invalid_parameter",
    "If it is the duration, reduce the association's to the role's maximum, or to 3600 s if the caller is a role itself.",
  ],
  InvalidParameterValue: ["invalid_parameter"],
  Throttling: ["throttled"],
  Throttled: ["throttled"],
  RequestLimitExceeded: ["throttled"],
  TooManyRequests: ["throttled"],
  SlowDown: ["throttled"],
  ExpiredToken: ["unavailable", `${ownCredentials} have expired. Renew them.`],
  InvalidClientTokenId: ["unavailable", `${ownCredentials} are unknown to AWS.`],
  UnrecognizedClient: ["unavailable", `${ownCredentials} are unknown to AWS.`],
  SignatureDoesNotMatch: [
    "unavailable",
    `${ownCredentials} have another secret key, or this machine's clock is wrong.`,
  ],
  RegionDisabled: [
    "unavailable",
    "Activate STS in this region for the account, or configure another region.",
  ],
};

/**
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
function meaningOf(stsCode: string, status: number): readonly [CredentialErrorCode, fix?: string] {
  const known = Object.hasOwn(meanings, stsCode) ? meanings[stsCode] : undefined;
  return known ?? [status === 429 ? "throttled" : "unavailable"];
}
