import { AssumeRoleCommand, STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import { ProxyConfigError, UnsafeEndpointError } from "@eks-auth/transport";
import { BoundedHttpHandler, checkEndpoint } from "@eks-auth/transport/aws-sdk";
import { type Deadline, waitUntilAborted } from "../../network/deadline.ts";
import { CredentialIssuerError, type IssuedCredentials, type SessionRequest } from "../credential-issuer.ts";
import { assumeRole, createAssumeRoleInputs } from "./assume-role.ts";

/** A real response has about 2 kB. */
const maxResponseBytes = 262_144;
/** The shortest limit of one call, in milliseconds. The default chain can call STS too, and can take longer than a request. */
const minCallTimeoutMs = 5_000;

/** How STS is called. */
export interface ClientOptions {
  readonly region: string;
  readonly endpoint: string | undefined;
  /** The time limit of one session, in milliseconds. */
  readonly timeoutMs: number;
}

interface StsSessionsOptions extends ClientOptions {
  /** Runs each call, to observe it. */
  readonly runCall: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Creates sessions by STS's `AssumeRole`. */
interface StsSessions {
  /** @throws CredentialIssuerError if there is no session in time */
  createSession(request: SessionRequest): Promise<IssuedCredentials>;
  /**
   * Checks that there are credentials to call STS with, without a call of `AssumeRole`.
   *
   * @throws CredentialIssuerError `unavailable` if there are none in time
   */
  checkCredentials(): Promise<void>;
}

/** Creates the sessions of an STS. All of its clients share their connections. */
export function createStsSessions(options: StsSessionsOptions): StsSessions {
  const { timeoutMs, runCall } = options;
  const config = createClientConfig(options);
  const source = new STSClient(config);
  // Other credentials need another client; it reuses the connections of the first.
  const clientFor = ({ accessKeyId, secretAccessKey, sessionToken }: IssuedCredentials) =>
    new STSClient({ ...config, credentials: { accessKeyId, secretAccessKey, sessionToken } });

  async function resolveCredentials(): Promise<Deadline> {
    const deadline = { signal: AbortSignal.timeout(timeoutMs), timeoutMs };
    await resolveSourceCredentials(source.config.credentials, deadline);
    return deadline;
  }

  return {
    async createSession(request) {
      const deadline = await resolveCredentials();
      const { first, second } = createAssumeRoleInputs(request);
      const session = await runCall(() => assumeRole(source, first, deadline));
      return second === undefined ? session : runCall(() => assumeRole(clientFor(session), second, deadline));
    },
    async checkCredentials() {
      await resolveCredentials();
    },
  };
}

/**
 * Checks the endpoint of STS, without a call.
 *
 * @throws UnsafeEndpointError if others could read the calls
 * @throws InvalidEndpointError if the AWS SDK cannot use the endpoint
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
export async function checkStsClient(options: ClientOptions): Promise<void> {
  await checkEndpoint(new STSClient(createClientConfig(options)), AssumeRoleCommand);
}

/** Creates the configuration of a client of STS. */
export function createClientConfig({ region, endpoint, timeoutMs }: ClientOptions): STSClientConfig {
  const callTimeoutMs = Math.max(timeoutMs, minCallTimeoutMs);
  return {
    region,
    // A configured endpoint is used as it is, even if the environment enables these for AWS's endpoints.
    ...(endpoint !== undefined && { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
    // An agent makes three attempts itself, and a delay between ours would use up the second that it waits.
    maxAttempts: 1,
    requestHandler: new BoundedHttpHandler({
      connectionTimeoutMs: callTimeoutMs,
      timeoutMs: callTimeoutMs,
      maxResponseBytes,
    }),
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
export async function resolveSourceCredentials<Credentials>(
  resolve: () => Promise<Credentials>,
  deadline: Deadline,
): Promise<Credentials> {
  try {
    return await waitUntilAborted(deadline, resolve());
  } catch (error) {
    const problem = deadline.signal.aborted
      ? `found none within ${deadline.timeoutMs} ms`
      : `found none (${describeProviderError(error)})`;
    throw new CredentialIssuerError(
      "unavailable",
      `The service has no AWS credentials to call STS with: the AWS SDK's default chain ${problem}. ` +
        "Set them in the environment, in a shared file, or by the role of the container or instance.",
    );
  }
}

function describeProviderError(error: unknown): string {
  if (error instanceof UnsafeEndpointError || error instanceof ProxyConfigError) {
    return error.message;
  }
  // Without the error's message: a provider can quote the file or the program output that it read.
  return error instanceof Error ? error.name : typeof error;
}
