import type { CredentialErrorCode } from "../credential-issuer-error.ts";

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
