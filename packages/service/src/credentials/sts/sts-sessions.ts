import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import { type Budget, waitWithin } from "../../network/deadline.ts";
import { CredentialIssuerError, type IssuedCredentials, type SessionRequest } from "../credential-issuer.ts";
import { assumeRole, writeAssumeRoleInputs } from "./assume-role.ts";

/** A node that starts asks for all of its pods at once, and a request that waits for a connection may be too late. */
const maxConnections = 256;

/** Which STS is called, and for how long. */
export interface StsCalls {
  readonly region: string;
  readonly endpoint: string | undefined;
  /** How long a session may take to be made. */
  readonly timeoutMs: number;
}

/**
 * Prepares the calls of STS that make sessions.
 *
 * @returns makes a session; throws CredentialIssuerError where there is none in time
 */
export function prepareStsSessions({
  region,
  endpoint,
  timeoutMs,
}: StsCalls): (request: SessionRequest) => Promise<IssuedCredentials> {
  const agent = { keepAlive: true, maxSockets: maxConnections };
  const config: STSClientConfig = {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // An agent tries three times itself, and a delay would cost the second that it waits.
    maxAttempts: 1,
    requestHandler: { httpAgent: agent, httpsAgent: agent },
  };
  const own = new STSClient(config);
  // Another caller needs another client; all of them share the connections of the first.
  const clientFor = ({ accessKeyId, secretAccessKey, sessionToken }: IssuedCredentials) =>
    new STSClient({
      ...config,
      requestHandler: own.config.requestHandler,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    });

  return async function makeSession(request) {
    const budget = { signal: AbortSignal.timeout(timeoutMs), timeoutMs };
    await requireOwnCredentials(own.config.credentials, budget);
    const { first, second } = writeAssumeRoleInputs(request);
    const session = await assumeRole(own, first, budget);
    return second === undefined ? session : assumeRole(clientFor(session), second, budget);
  };
}

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
