import { requireSafeEndpoint } from "@eks-auth/transport";
import type { CredentialIssuer } from "../credential-issuer.ts";

/** An agent gives up after 1 s; our response should arrive before that. */
const defaultTimeoutMs = 900;

/** Options of {@link createStsIssuer}. */
export interface StsIssuerOptions {
  /** The region of STS: `eu-west-1`. */
  readonly region: string;
  /** The URL of STS, https, or http on loopback; by default as in AWS SDKs, finally AWS's for the region. */
  readonly endpoint?: string | undefined;
  /** The time limit of one request, both calls included if there is a target role; 900 ms by default. */
  readonly timeoutMs?: number | undefined;
  /** Runs each call of `AssumeRole`, to observe it. */
  readonly runCall?: (<Result>(work: () => Promise<Result>) => Promise<Result>) | undefined;
}

/**
 * Creates an issuer that calls AWS's Security Token Service. It uses the credentials of the AWS SDK's default chain:
 * environment, shared files, web identity, container or instance.
 *
 * @throws UnsafeEndpointError if the endpoint is not https, or http on loopback
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * @example
 * createStsIssuer({ region: "eu-west-1" });
 */
export function createStsIssuer({
  region,
  endpoint,
  timeoutMs = defaultTimeoutMs,
  runCall = (work) => work(),
}: StsIssuerOptions): CredentialIssuer {
  if (endpoint !== undefined) {
    requireSafeEndpoint(endpoint);
  }
  // Loaded on demand: the AWS SDK takes longer to load than everything else, and not every user calls STS.
  const loading = import("./sts-sessions.ts").then(({ createStsSessions }) =>
    createStsSessions({ region, endpoint, timeoutMs, runCall }),
  );
  // Each request gets the error; before the first one it must not end the process.
  loading.catch(() => {});
  return {
    async issue(request) {
      const { createSession } = await loading;
      return createSession(request);
    },
    async check() {
      const { checkCredentials } = await loading;
      await checkCredentials();
    },
  };
}

/** Who the service is, as STS says. */
export interface StsCaller {
  /** Such as `arn:aws:sts::111122223333:assumed-role/eks-auth/i-0123456789abcdef0`. */
  readonly arn: string;
  /** By how many milliseconds STS's clock is ahead of this machine's, negative if it is behind; undefined if unknown. */
  readonly clockOffsetMs: number | undefined;
}

/**
 * Asks STS whose the credentials of the AWS SDK's default chain are, which {@link createStsIssuer} calls with. It needs no
 * permission.
 *
 * @param options - `timeoutMs` limits the whole call; 5 s by default
 * @throws CredentialIssuerError if there are no credentials, or STS does not answer or refuses them
 * @throws UnsafeEndpointError, InvalidEndpointError or ProxyConfigError if the endpoint or its proxy cannot be used
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function identifyStsCaller({
  region,
  endpoint,
  timeoutMs = 5_000,
}: Omit<StsIssuerOptions, "runCall">): Promise<StsCaller> {
  const { identifyCaller } = await import("./identify-caller.ts");
  return identifyCaller({ region, endpoint, timeoutMs });
}

/**
 * Checks the endpoint of STS and its proxy, without a call. Without a configured endpoint, the AWS SDK takes it from the
 * environment or from the AWS configuration file.
 *
 * @throws UnsafeEndpointError if the endpoint is not https, or http on loopback
 * @throws InvalidEndpointError if the AWS SDK cannot use the endpoint
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
export async function checkStsEndpoint({ region, endpoint }: StsIssuerOptions): Promise<void> {
  const { checkStsClient } = await import("./sts-sessions.ts");
  await checkStsClient({ region, endpoint, timeoutMs: defaultTimeoutMs });
}
