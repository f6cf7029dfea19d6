import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityCommandOutput,
  EKSAuthClient,
} from "@eks-auth/client";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import { requireSafeEndpoint } from "@eks-auth/transport";
import {
  addCallerToken,
  BoundedHttpHandler,
  type ClientCertificate,
  checkEndpoint,
  withoutSignature,
} from "@eks-auth/transport/aws-sdk";
import packageInfo from "../../package.json" with { type: "json" };
import { createRetryStrategy, tryLimits } from "./call-limits.ts";
import {
  type CallerCredentialSources,
  type CallerCredentials,
  readCallerCredentials,
} from "./caller-credentials.ts";
import { classifyFailure } from "./classify-failure.ts";
import { findRegion } from "./region.ts";
import { createDefaultChain, requireSigningCredentials } from "./signing-credentials.ts";
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
  const { endpoint, region, ca, callerToken, clientCertificate } = options;
  const { sign = callerToken === undefined && clientCertificate === undefined } = options;
  if (endpoint !== undefined) {
    requireSafeEndpoint(endpoint);
  }
  requireOwnEndpoint(endpoint, options);
  const readCa = typeof ca === "function" ? ca : async () => ca;
  const apiHandler = new BoundedHttpHandler(tryLimits);
  const credentialsHandler = new BoundedHttpHandler(tryLimits);
  const client = new EKSAuthClient({
    requestHandler: apiHandler,
    retryStrategy: createRetryStrategy(),
    customUserAgent: [["eks-auth-agent", packageInfo.version]],
    ...(sign ? { credentials: createDefaultChain(credentialsHandler) } : withoutSignature),
    ...(region === undefined ? {} : { region }),
    // A configured endpoint is used as it is, even if the environment enables these for AWS's endpoints.
    ...(endpoint === undefined ? {} : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
  });
  const methods = {
    signature: sign,
    token: callerToken !== undefined,
    certificate: clientCertificate !== undefined,
  };
  const findCallerCredentials = async (): Promise<CallerCredentials> => {
    if (sign) {
      await requireSigningCredentials(client.config.credentials);
    }
    return readCallerCredentials(options);
  };
  return {
    async checkConfiguration() {
      await findRegion(client.config.region);
      await checkEndpoint(client, AssumeRoleForPodIdentityCommand);
    },
    async checkCallerCredentials() {
      await findCallerCredentials();
    },
    async assumeRole(clusterName, token) {
      // Each is set as soon as it is read: after another call's, an older one would replace a newer one.
      apiHandler.ca = await readCa();
      // Checked first, so that an error of STS is not taken for one of the EKS Auth API.
      const caller = await findCallerCredentials();
      apiHandler.clientCertificate = caller.certificate;
      const secrets = caller.token === undefined ? [token] : [token, caller.token];
      try {
        const command = new AssumeRoleForPodIdentityCommand({ clusterName, token });
        addCallerToken(command, caller.token);
        return readResponse(await client.send(command), secrets);
      } catch (error) {
        throw classifyFailure(error, { endpoint, proxy: apiHandler.proxy, methods }, secrets);
      }
    },
    close() {
      client.destroy();
      credentialsHandler.destroy();
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

type Response = AssumeRoleForPodIdentityCommandOutput;

/** A response as received. The client accepts any JSON object, so every member can be missing. */
interface ReceivedResponse {
  readonly credentials?: Partial<Response["credentials"]> | undefined;
  readonly assumedRoleUser?: Partial<Response["assumedRoleUser"]> | undefined;
  readonly podIdentityAssociation?: Partial<Response["podIdentityAssociation"]> | undefined;
}

/**
 * Reads credentials from a response of the API. What will be logged is redacted: an API could repeat the token.
 *
 * @throws Error with the response's `$metadata` if something is missing
 */
function readResponse(response: Response, secrets: readonly string[]): PodCredentials {
  const { credentials, assumedRoleUser, podIdentityAssociation }: ReceivedResponse = response;
  const texts = {
    accessKeyId: credentials?.accessKeyId,
    secretAccessKey: credentials?.secretAccessKey,
    sessionToken: credentials?.sessionToken,
    // arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/SESSION
    accountId: /^arn:[^:]+:sts::(\d{12}):/.exec(toText(assumedRoleUser?.arn) ?? "")?.[1],
    associationId: podIdentityAssociation?.associationId,
  };
  const expiration = credentials?.expiration;
  if (!areTexts(texts) || expiration === undefined || Number.isNaN(expiration.getTime())) {
    throw Object.assign(new Error("The response is incomplete."), { $metadata: response.$metadata });
  }
  const { requestId } = response.$metadata;
  return {
    ...texts,
    expiration,
    associationId: redactSecrets(texts.associationId, secrets),
    requestId: requestId && redactSecrets(requestId, secrets),
  };
}

function areTexts<Name extends string>(
  values: Readonly<Record<Name, unknown>>,
): values is Readonly<Record<Name, string>> {
  return Object.values(values).every((value) => toText(value) !== undefined);
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
