import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import { type Deadline, waitUntilAborted } from "../../network/deadline.ts";
import { CredentialIssuerError, type IssuedCredentials, type SessionRequest } from "../credential-issuer.ts";
import { assumeRole, createAssumeRoleInputs } from "./assume-role.ts";

/** A node that starts requests credentials for all of its pods at once; waiting for a connection can take too long. */
const maxConnections = 256;

interface StsSessionsOptions {
  readonly region: string;
  readonly endpoint: string | undefined;
  /** The time limit of one session, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Creates a function that creates sessions by STS's `AssumeRole`. All STS clients share its connections.
 *
 * @returns throws CredentialIssuerError if there is no session in time
 */
export function createStsSessions({
  region,
  endpoint,
  timeoutMs,
}: StsSessionsOptions): (request: SessionRequest) => Promise<IssuedCredentials> {
  const agent = { keepAlive: true, maxSockets: maxConnections };
  const config: STSClientConfig = {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // An agent makes three attempts itself, and a delay between ours would use up the second that it waits.
    maxAttempts: 1,
    requestHandler: { httpAgent: agent, httpsAgent: agent },
  };
  const source = new STSClient(config);
  // Other credentials need another client; it reuses the connections of the first.
  const clientFor = ({ accessKeyId, secretAccessKey, sessionToken }: IssuedCredentials) =>
    new STSClient({
      ...config,
      requestHandler: source.config.requestHandler,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    });

  return async function createSession(request) {
    const deadline = { signal: AbortSignal.timeout(timeoutMs), timeoutMs };
    await resolveSourceCredentials(source.config.credentials, deadline);
    const { first, second } = createAssumeRoleInputs(request);
    const session = await assumeRole(source, first, deadline);
    return second === undefined ? session : assumeRole(clientFor(session), second, deadline);
  };
}

/**
 * Resolves the credentials that STS is called with. Done before the call, so that a refusal of the service's own role is
 * not mistaken for a refusal of the pod's role.
 *
 * @param resolve - the AWS SDK's default chain, which caches and renews them
 * @throws CredentialIssuerError `unavailable` if there are none in time
 * @see https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html
 */
async function resolveSourceCredentials(resolve: () => Promise<unknown>, deadline: Deadline): Promise<void> {
  try {
    await waitUntilAborted(deadline, resolve());
  } catch (error) {
    // Without the error's message: a provider can quote the file or the program output that it read.
    const problem = deadline.signal.aborted
      ? `found none within ${deadline.timeoutMs} ms`
      : `found none (${error instanceof Error ? error.name : typeof error})`;
    throw new CredentialIssuerError(
      "unavailable",
      `The service has no AWS credentials to call STS with: the AWS SDK's default chain ${problem}. ` +
        "Set them in the environment, in a shared file, or by the role of the container or instance.",
    );
  }
}
