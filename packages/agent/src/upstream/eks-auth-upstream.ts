import {
  type AssumeRoleForPodIdentityResponse,
  EKSAuth,
  ResponseError,
  type WithMetadata,
} from "@eks-auth/client-light";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import {
  type ClientCertificate,
  createCallerHeaders,
  findProxy,
  requireSafeEndpoint,
  ServerConnections,
} from "@eks-auth/transport";
import packageInfo from "../../package.json" with { type: "json" };
import { type ApiSettings, findApiSettings } from "./api-settings.ts";
import { chooseRetryDelay, maxAttempts, tryLimits } from "./call-limits.ts";
import {
  type CallerCredentialSources,
  type CallerCredentials,
  readCallerCredentials,
} from "./caller-credentials.ts";
import { classifyFailure } from "./classify-failure.ts";
import { createSigningCredentials, requireSigningCredentials } from "./signing-credentials.ts";
import type { PodCredentials, Upstream } from "./upstream.ts";

/** How to call the EKS Auth API. */
export interface UpstreamOptions {
  /** The API's URL, such as `https://eks-auth.example.org`; by default as in AWS SDKs, finally AWS's endpoint of the region. */
  readonly endpoint?: string | undefined;
  /** The AWS region; by default the one that the AWS SDK finds in the environment. */
  readonly region?: string | undefined;
  /**
   * Certificates (PEM) of the authorities that the API's certificate must be from; by default those included in Node.js. A
   * function is called for each call to the API, and must not reject. If it returns others than before, calls use new
   * connections.
   */
  readonly ca?: string | (() => Promise<string>) | undefined;
  /**
   * Returns the agent's own token of a service account, which identifies it to an `eks-auth serve`. It is called for each
   * call to the API, and not for each try. The message of its error goes to the operator. It requires `endpoint`: AWS must
   * not get the token. By default no such token is sent.
   */
  readonly callerToken?: (() => Promise<string>) | undefined;
  /**
   * Returns the certificate that identifies the agent, called as `callerToken`. If it is another object than before, calls
   * use new connections. It requires an https `endpoint`. By default the agent has none.
   */
  readonly clientCertificate?: (() => Promise<ClientCertificate>) | undefined;
  /**
   * Whether to sign requests with the node's AWS credentials, as AWS requires; by default true if the agent has neither a
   * token nor a certificate.
   */
  readonly sign?: boolean | undefined;
}

/**
 * Creates an upstream that calls the EKS Auth API, AWS's or `eks-auth serve`. Connecting can take 500 ms and a try one
 * second. There are up to three tries, with growing random pauses. The proxy comes from `HTTPS_PROXY` and `NO_PROXY`, the
 * node's AWS credentials from the AWS SDK's default chain.
 *
 * @throws UnsafeEndpointError if the endpoint is neither https nor on this machine
 * @throws RangeError if there is a token or a certificate of the agent, but no endpoint that can get it
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function createUpstream(options: UpstreamOptions = {}): Upstream {
  const { endpoint, ca, callerToken, clientCertificate } = options;
  const { sign = callerToken === undefined && clientCertificate === undefined } = options;
  if (endpoint !== undefined) {
    requireSafeEndpoint(endpoint);
  }
  requireOwnEndpoint(endpoint, options);
  const readCa = typeof ca === "function" ? ca : async () => ca;
  const connections = new ServerConnections({ proxyTimeoutMs: tryLimits.timeoutMs });
  let settings: ApiSettings | undefined;
  const findSettings = async (): Promise<ApiSettings> => {
    settings ??= await findApiSettings({ endpoint, region: options.region, sign });
    return settings;
  };
  const signing = sign
    ? createSigningCredentials(async () => (await findSettings()).region ?? "")
    : undefined;
  let client: EKSAuth | undefined;
  const openClient = async (): Promise<EKSAuth> => {
    const { region, endpoint, useFips } = await findSettings();
    client ??= new EKSAuth({
      region,
      endpoint,
      useFipsEndpoint: useFips,
      maxAttempts,
      retryDelay: chooseRetryDelay,
      connectionTimeoutMs: tryLimits.connectionTimeoutMs,
      tryTimeoutMs: tryLimits.timeoutMs,
      maxResponseBytes: tryLimits.maxResponseBytes,
      agent: ({ protocol, host }) => connections.to(`${protocol}//${host}`),
      credentials: signing?.find ?? null,
      userAgent: `eks-auth-agent/${packageInfo.version}`,
    });
    return client;
  };
  const methods = {
    signature: sign,
    token: callerToken !== undefined,
    certificate: clientCertificate !== undefined,
  };
  const findCallerCredentials = async (): Promise<CallerCredentials> => {
    if (signing !== undefined) {
      await requireSigningCredentials(signing.find);
    }
    return readCallerCredentials(options);
  };
  return {
    async checkConfiguration() {
      findProxy((await findSettings()).url);
    },
    async checkCallerCredentials() {
      await findCallerCredentials();
    },
    async assumeRole(clusterName, token) {
      // Each is set as soon as it is read: after another call's, an older one would replace a newer one.
      connections.ca = await readCa();
      // Checked first, so that an error of STS is not taken for one of the EKS Auth API.
      const caller = await findCallerCredentials();
      connections.clientCertificate = caller.certificate;
      const secrets = caller.token === undefined ? [token] : [token, caller.token];
      const sentAt = Date.now();
      try {
        const headers = createCallerHeaders(caller.token);
        const api = await openClient();
        return readResponse(await api.assumeRoleForPodIdentity({ clusterName, token }, { headers }), secrets);
      } catch (error) {
        const roundTrip = { sentAt, receivedAt: Date.now() };
        const target = { endpoint, proxy: connections.proxy, methods, cluster: clusterName, roundTrip };
        throw classifyFailure(error, target, secrets);
      }
    },
    close() {
      client?.close();
      connections.close();
      signing?.close();
    },
  };
}

function requireOwnEndpoint(
  endpoint: string | undefined,
  { callerToken, clientCertificate }: CallerCredentialSources,
): void {
  if (endpoint === undefined && (callerToken ?? clientCertificate) !== undefined) {
    const option = callerToken === undefined ? "clientCertificate" : "callerToken";
    throw new RangeError(
      `The option ${option} requires the option endpoint: AWS's own API does not know it.`,
    );
  }
  if (clientCertificate !== undefined && URL.parse(endpoint ?? "")?.protocol !== "https:") {
    throw new RangeError("The option clientCertificate requires an endpoint with https.");
  }
}

/**
 * Reads credentials from a response of the API. What will be logged is redacted: an API could repeat the token.
 *
 * @throws ResponseError if something is missing: the client then returns an empty text, or the time 0
 */
function readResponse(
  response: WithMetadata<AssumeRoleForPodIdentityResponse>,
  secrets: readonly string[],
): PodCredentials {
  const { credentials, assumedRoleUser, podIdentityAssociation, $metadata } = response;
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  // arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/SESSION
  const accountId = /^arn:[^:]+:sts::(\d{12}):/.exec(assumedRoleUser.arn)?.[1] ?? "";
  const { associationId } = podIdentityAssociation;
  const texts = { accessKeyId, secretAccessKey, sessionToken, accountId, associationId };
  if (Object.values(texts).includes("") || expiration.getTime() === 0) {
    throw new ResponseError("it is incomplete.", $metadata);
  }
  const { requestId } = $metadata;
  return {
    ...texts,
    expiration,
    associationId: redactSecrets(texts.associationId, secrets),
    requestId: requestId && redactSecrets(requestId, secrets),
  };
}
