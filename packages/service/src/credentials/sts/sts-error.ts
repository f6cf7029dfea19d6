import { STSServiceException } from "@aws-sdk/client-sts";
import type { Budget } from "../../network/deadline.ts";
import { type CredentialErrorCode, CredentialIssuerError } from "../credential-issuer.ts";
import type { CallerCredentials } from "./sts-sessions.ts";

const maxQuotedLength = 500;

/**
 * Makes of a failed call of STS an error that may be logged. The SDK's own goes no further: it holds the whole
 * answer.
 *
 * @param error - what the SDK threw
 * @param roleArn - the role that was to be assumed
 * @param credentials - what the call was signed with, so that a message that repeats them is cleared of them
 */
export function explainStsFailure(
  error: unknown,
  roleArn: string,
  { signal, timeoutMs }: Budget,
  credentials: CallerCredentials,
): CredentialIssuerError {
  if (signal.aborted) {
    return unavailable(`STS did not answer AssumeRole for ${roleArn} within ${timeoutMs} ms.`);
  }
  if (!(error instanceof Error)) {
    return unavailable(`STS could not be asked to assume ${roleArn} (${typeof error}).`);
  }
  const { httpStatusCode: status, requestId } = metadataOf(error);
  if (status === undefined) {
    const code = "code" in error ? error.code : error.name;
    return unavailable(`STS could not be reached to assume ${roleArn} (${clean(String(code))}).`);
  }
  const where = `(status ${status}, request ID ${clean(requestId ?? "unknown")})`;
  if (!(error instanceof STSServiceException)) {
    return unavailable(`STS answered AssumeRole for ${roleArn} with something that is not its own ${where}.`);
  }
  const code = clean(error.name).replace(/Exception$/, "");
  const { kind, hint } = explainCode(code, status);
  const message = kind === "unavailable" ? "" : `: ${clean(clear(error.message, credentials))}`;
  const sentence = `STS answered AssumeRole for ${roleArn} with ${code} ${where}${message.replace(/\.$/, "")}.`;
  return new CredentialIssuerError(kind, hint === undefined ? sentence : `${sentence} ${hint}`);
}

function unavailable(reason: string): CredentialIssuerError {
  return new CredentialIssuerError("unavailable", reason);
}

/** Every error of the SDK's that has an answer behind it has these; they are declared for some alone. */
function metadataOf(error: Error): { httpStatusCode?: number; requestId?: string } {
  return "$metadata" in error && typeof error.$metadata === "object" ? { ...error.$metadata } : {};
}

/** Messages of STS's repeat a part of the request at times. */
function clear(message: string, { secretAccessKey, sessionToken }: CallerCredentials): string {
  return [secretAccessKey, sessionToken].reduce<string>(
    (text, secret) => (secret === undefined ? text : text.replaceAll(secret, "[redacted]")),
    message,
  );
}

/** Keeps what came over the network from breaking a line of the log, or filling it. */
function clean(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, " ").slice(0, maxQuotedLength);
}

/** What a code of STS's means. */
interface CodeMeaning {
  readonly kind: CredentialErrorCode;
  /** What the operator may do, as a sentence. */
  readonly hint?: string;
}

const throttled: CodeMeaning = { kind: "throttled" };
const ownCredentials =
  "It is about the credentials that this service calls STS with, which the AWS SDK's default chain found:";

/**
 * The codes that mean something else than that STS is out of order, without the `Exception` that some end in.
 * What is wrong with our own credentials is no fault of the pod, whose agent should keep what it has.
 */
const meanings = new Map<string, CodeMeaning>([
  [
    "AccessDenied",
    {
      kind: "role refused",
      hint: "The role's trust policy must allow the caller sts:AssumeRole and, unless the association disables session tags, sts:TagSession; so must the caller's own policy.",
    },
  ],
  ["MalformedPolicyDocument", { kind: "invalid request", hint: "Correct the association's policy." }],
  [
    "PackedPolicyTooLarge",
    { kind: "invalid request", hint: "Shorten the association's policy, or disable its session tags." },
  ],
  [
    "ValidationError",
    {
      kind: "invalid parameter",
      hint: "Where it is the duration, set the association's to what the role's maximum allows; a caller that is a role itself gets 3600 s at most.",
    },
  ],
  ["InvalidParameterValue", { kind: "invalid parameter" }],
  ["Throttling", throttled],
  ["Throttled", throttled],
  ["RequestLimitExceeded", throttled],
  ["TooManyRequests", throttled],
  ["SlowDown", throttled],
  ["ExpiredToken", { kind: "unavailable", hint: `${ownCredentials} they have expired.` }],
  ["InvalidClientTokenId", { kind: "unavailable", hint: `${ownCredentials} AWS doesn't know them.` }],
  ["UnrecognizedClient", { kind: "unavailable", hint: `${ownCredentials} AWS doesn't know them.` }],
  [
    "SignatureDoesNotMatch",
    {
      kind: "unavailable",
      hint: `${ownCredentials} the secret key is another, or this machine's clock is wrong.`,
    },
  ],
  [
    "RegionDisabled",
    {
      kind: "unavailable",
      hint: "Activate STS in this region for the account, or have another region's STS called.",
    },
  ],
]);

/**
 * Tells what a code of STS's means. One that is not known means that STS is out of order.
 *
 * @param code - without `Exception` at its end
 * @param status - the HTTP status that came with it
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function explainCode(code: string, status: number): CodeMeaning {
  return meanings.get(code) ?? (status === 429 ? throttled : { kind: "unavailable" });
}
