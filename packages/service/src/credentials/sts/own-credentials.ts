import { CredentialIssuerError } from "../credential-issuer-error.ts";
import { type Budget, waitWithin } from "./budget.ts";

/** What a call of STS is signed with. */
export interface CallerCredentials {
  readonly accessKeyId: string;
  /** Secret. */
  readonly secretAccessKey: string;
  /** Secret; there is one where the caller is a session itself. */
  readonly sessionToken?: string | undefined;
}

/**
 * Makes sure that there are credentials to call STS with. It is a step of its own, so that a role which refuses to be
 * the service's isn't taken for one that refuses to be the pod's.
 *
 * @param find - the AWS SDK's default chain, which keeps what it found and renews it
 * @throws CredentialIssuerError, `unavailable`, where there are none in time
 * @see https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
 */
export async function requireOwnCredentials(
  find: () => Promise<CallerCredentials>,
  budget: Budget,
): Promise<void> {
  try {
    await waitWithin(budget, find());
  } catch (error) {
    // Not its message: a provider may put there what the file or the program gave that it reads.
    const problem = budget.signal.aborted
      ? `found none within ${budget.timeoutMs} ms`
      : `found none (${error instanceof Error ? error.name : typeof error})`;
    throw new CredentialIssuerError(
      "unavailable",
      `STS can't be called without credentials of this service's own, and the AWS SDK's default chain ${problem}. ` +
        "Set them in the environment, in a shared file, or by the role of the container or instance.",
    );
  }
}
