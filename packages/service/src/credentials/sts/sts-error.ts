import { STSServiceException } from "@aws-sdk/client-sts";
import type { Deadline } from "../../network/deadline.ts";
import { type CredentialErrorCode, CredentialIssuerError } from "../credential-issuer.ts";

const maxQuotedLength = 500;

/**
 * Converts the error of an STS call to one that can be logged. The SDK's error is not kept as a cause, because it holds
 * the whole response.
 *
 * @param error - what the SDK threw
 * @param roleArn - the role of the call
 * @param secrets - redacted in the message, because STS's messages can quote the request
 */
export function toCredentialIssuerError(
  error: unknown,
  roleArn: string,
  { signal, timeoutMs }: Deadline,
  secrets: readonly (string | undefined)[],
): CredentialIssuerError {
  if (signal.aborted) {
    return unavailable(`STS did not answer AssumeRole for ${roleArn} within ${timeoutMs} ms.`);
  }
  if (!(error instanceof Error)) {
    return unavailable(`AssumeRole for ${roleArn} failed before STS was called (${typeof error}).`);
  }
  const { httpStatusCode: status, requestId } = metadataOf(error);
  if (status === undefined) {
    const code = "code" in error ? error.code : error.name;
    return unavailable(`STS could not be reached for AssumeRole for ${roleArn} (${clean(String(code))}).`);
  }
  const details = `(status ${status}, request ID ${clean(requestId ?? "unknown")})`;
  if (!(error instanceof STSServiceException)) {
    return unavailable(
      `AssumeRole for ${roleArn} got a response that is not from STS ${details}. Check the endpoint.`,
    );
  }
  const stsCode = clean(error.name).replace(/Exception$/, "");
  const { code, hint } = meaningOf(stsCode, status);
  const quote = code === "unavailable" ? "" : `: ${clean(redact(error.message, secrets))}`;
  const sentence = `STS answered AssumeRole for ${roleArn} with ${stsCode} ${details}${quote.replace(/\.$/, "")}.`;
  return new CredentialIssuerError(code, hint === undefined ? sentence : `${sentence} ${hint}`);
}

function unavailable(message: string): CredentialIssuerError {
  return new CredentialIssuerError("unavailable", message);
}

/** Every error of the SDK that was caused by a response has this metadata, but not every type declares it. */
function metadataOf(error: Error): { httpStatusCode?: number; requestId?: string } {
  return "$metadata" in error && typeof error.$metadata === "object" ? { ...error.$metadata } : {};
}

function redact(message: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>(
    (text, secret) => (secret === undefined ? text : text.replaceAll(secret, "[redacted]")),
    message,
  );
}

/** Text from the network must neither break a line of the log nor fill the log. */
function clean(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, " ").slice(0, maxQuotedLength);
}

/** What an error code of STS means. */
interface StsCodeMeaning {
  readonly code: CredentialErrorCode;
  /** The operator's fix, as a sentence. */
  readonly hint?: string;
}

const throttled: StsCodeMeaning = { code: "throttled" };
const sourceCredentials = "The credentials of this service, from the AWS SDK's default chain,";

/**
 * The codes that do not mean that STS is out of order, without the `Exception` that some end in. A problem with this
 * service's own credentials is `unavailable`: the pod is not at fault, and its agent should keep the credentials it has.
 */
const meanings = new Map<string, StsCodeMeaning>([
  [
    "AccessDenied",
    {
      code: "role_refused",
      hint: "The role's trust policy must allow the caller sts:AssumeRole and, unless the association disables session tags, sts:TagSession; so must the caller's own policy.",
    },
  ],
  ["MalformedPolicyDocument", { code: "invalid_request", hint: "Correct the association's policy." }],
  [
    "PackedPolicyTooLarge",
    { code: "invalid_request", hint: "Shorten the association's policy, or disable its session tags." },
  ],
  [
    "ValidationError",
    {
      code: "invalid_parameter",
      hint: "If it is the duration, reduce the association's to the role's maximum, or to 3600 s if the caller is a role itself.",
    },
  ],
  ["InvalidParameterValue", { code: "invalid_parameter" }],
  ["Throttling", throttled],
  ["Throttled", throttled],
  ["RequestLimitExceeded", throttled],
  ["TooManyRequests", throttled],
  ["SlowDown", throttled],
  ["ExpiredToken", { code: "unavailable", hint: `${sourceCredentials} have expired. Renew them.` }],
  ["InvalidClientTokenId", { code: "unavailable", hint: `${sourceCredentials} are unknown to AWS.` }],
  ["UnrecognizedClient", { code: "unavailable", hint: `${sourceCredentials} are unknown to AWS.` }],
  [
    "SignatureDoesNotMatch",
    {
      code: "unavailable",
      hint: `${sourceCredentials} have another secret key, or this machine's clock is wrong.`,
    },
  ],
  [
    "RegionDisabled",
    {
      code: "unavailable",
      hint: "Activate STS in this region for the account, or configure another region.",
    },
  ],
]);

/**
 * @param stsCode - without `Exception` at its end; any other code means that STS is out of order
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
function meaningOf(stsCode: string, status: number): StsCodeMeaning {
  return meanings.get(stsCode) ?? (status === 429 ? throttled : { code: "unavailable" });
}
