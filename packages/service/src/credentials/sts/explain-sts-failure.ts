import { STSServiceException } from "@aws-sdk/client-sts";
import { CredentialIssuerError } from "../credential-issuer-error.ts";
import type { Budget } from "./budget.ts";
import type { CallerCredentials } from "./own-credentials.ts";
import { explainCode } from "./sts-codes.ts";

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
