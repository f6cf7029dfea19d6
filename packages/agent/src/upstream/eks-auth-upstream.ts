import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityCommandOutput,
  EKSAuthClient,
  type EKSAuthClientConfig,
} from "@eks-auth/client";
import packageInfo from "../../package.json" with { type: "json" };
import { createRetryStrategy } from "./call-limits.ts";
import { describeFailure } from "./classify-failure.ts";
import { findProxy } from "./proxy.ts";
import { createDefaultChain, requireOwnCredentials } from "./signing-credentials.ts";
import { BoundedHttpHandler, requireSafeEndpoint } from "./transport.ts";
import type { PodCredentials, Upstream } from "./upstream.ts";

/** How the EKS Auth API is called. */
export interface UpstreamOptions {
  /** Where it is, `https://eks-auth.example.org`; what AWS SDKs take, AWS's own of the region, where it is left out. */
  readonly endpoint?: string | undefined;
  /** The AWS region; what the AWS SDK finds in the environment where it is left out. */
  readonly region?: string | undefined;
  /** Certificates, PEM, of the authorities that the API's own must be from; those that Node.js comes with where it is left out. */
  readonly ca?: string | undefined;
  /** Whether requests are signed with the node's AWS credentials, as AWS wants it; true where it is left out. */
  readonly sign?: boolean | undefined;
}

/** Sends requests as they are. The client asks for a region nevertheless. */
const withoutSignature: Pick<EKSAuthClientConfig, "region" | "httpAuthSchemes" | "httpAuthSchemeProvider"> = {
  region: "unused",
  httpAuthSchemeProvider: () => [{ schemeId: "smithy.api#noAuth" }],
  httpAuthSchemes: [
    {
      schemeId: "smithy.api#noAuth",
      identityProvider: () => async () => ({}),
      signer: { sign: async (request) => request },
    },
  ],
};

/**
 * Makes the agent's way to the EKS Auth API, AWS's or `eks-auth serve`, with the generated client. Connections may take
 * 500 ms, a try a second, and there are up to three where the error says that another may help, with a pause that grows
 * and varies. A proxy is found by `HTTPS_PROXY` and `NO_PROXY`, and the node's own credentials by the AWS SDK's default chain.
 *
 * @throws UnsafeEndpointError where the endpoint is neither https nor of this machine
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function createUpstream({ endpoint, region, ca, sign = true }: UpstreamOptions = {}): Upstream {
  if (endpoint !== undefined) {
    requireSafeEndpoint(endpoint);
  }
  const handler = new BoundedHttpHandler(ca);
  const ownHandler = new BoundedHttpHandler(undefined);
  const config: EKSAuthClientConfig = {
    requestHandler: handler,
    retryStrategy: createRetryStrategy(),
    customUserAgent: [["eks-auth-agent", packageInfo.version]],
    ...(sign ? { credentials: createDefaultChain(ownHandler) } : withoutSignature),
    ...(region === undefined ? {} : { region }),
    // An endpoint of one's own is used as it is; the environment may ask AWS for these.
    ...(endpoint === undefined ? {} : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
  };
  const client = new EKSAuthClient(config);
  const checkSigningCredentials = async (): Promise<void> => {
    if (sign) {
      await requireOwnCredentials(client.config.credentials);
    }
  };
  return {
    async checkConfiguration() {
      const found = await findRegion(client);
      const { AWS_ENDPOINT_URL_EKS_AUTH, AWS_ENDPOINT_URL } = process.env;
      const others = AWS_ENDPOINT_URL_EKS_AUTH || AWS_ENDPOINT_URL;
      // Of AWS's own, only NO_PROXY wants to know which it is.
      findProxy(endpoint ?? (others || `https://eks-auth.${found}.api.aws`));
    },
    checkSigningCredentials,
    async assumeRole(clusterName, token) {
      // A step of its own: an STS that refuses isn't taken for the EKS Auth API.
      await checkSigningCredentials();
      try {
        return readResponse(await client.send(new AssumeRoleForPodIdentityCommand({ clusterName, token })));
      } catch (error) {
        throw describeFailure(error, { endpoint, proxy: handler.proxy }, token);
      }
    },
    close() {
      client.destroy();
      ownHandler.destroy();
    },
  };
}

async function findRegion(client: EKSAuthClient): Promise<string> {
  try {
    return await client.config.region();
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      /missing/.test(message)
        ? "No AWS region is known. Give one, or set AWS_REGION."
        : `The AWS region can't be used: ${message} It is a name such as eu-west-1.`,
      { cause: error },
    );
  }
}

type Response = AssumeRoleForPodIdentityCommandOutput;

/** What is there of an answer: the client takes any JSON object for one. */
interface Received {
  readonly credentials?: Partial<Response["credentials"]> | undefined;
  readonly assumedRoleUser?: Partial<Response["assumedRoleUser"]> | undefined;
  readonly podIdentityAssociation?: Partial<Response["podIdentityAssociation"]> | undefined;
}

/**
 * Reads what the agent gives to pods out of an answer of the API.
 *
 * @throws Error with the answer's `$metadata` where something is missing
 */
function readResponse(response: Response): PodCredentials {
  const { credentials, assumedRoleUser, podIdentityAssociation }: Received = response;
  const texts = {
    accessKeyId: credentials?.accessKeyId,
    secretAccessKey: credentials?.secretAccessKey,
    sessionToken: credentials?.sessionToken,
    // arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/SESSION
    accountId: toText(assumedRoleUser?.arn)?.split(":")[4],
    associationId: podIdentityAssociation?.associationId,
  };
  const expiration = credentials?.expiration;
  if (!areTexts(texts) || expiration === undefined || Number.isNaN(expiration.getTime())) {
    throw Object.assign(new Error("The answer is not whole."), { $metadata: response.$metadata });
  }
  return { ...texts, expiration, requestId: response.$metadata.requestId };
}

function areTexts<Name extends string>(
  values: Readonly<Record<Name, unknown>>,
): values is Readonly<Record<Name, string>> {
  return Object.values(values).every((value) => toText(value) !== undefined);
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
