import { GetCallerIdentityCommand, STSClient, STSServiceException } from "@aws-sdk/client-sts";
import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { type CheckResult, type Finding, fail, quoteRemote, type ReceivedCredentials } from "./check.ts";
import { createSdkHandler, explainConnectionFailure } from "./connection.ts";

const embeddedWarning = "The credentials are from the embedded issuer, and AWS does not accept them.";
const embedded: Finding = {
  status: "warning",
  found: embeddedWarning,
  remedy: "Without AWS, this is normal. For AWS, configure the server with credentials.sts.",
};
const fixEndpoint = "Fix AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL.";

/**
 * Calls GetCallerIdentity with the credentials. It needs no permission.
 *
 * @param clusterRegion - the region of the cluster, if it is known
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function checkSts(
  credentials: ReceivedCredentials,
  environment: Environment,
  clusterRegion: string | undefined,
): Promise<CheckResult> {
  const endpoint = environment.AWS_ENDPOINT_URL_STS || environment.AWS_ENDPOINT_URL || undefined;
  if (isEmbedded(credentials) && endpoint === undefined) {
    return { finding: embedded };
  }
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || clusterRegion || "us-east-1";
  const name = endpoint === undefined ? `STS in ${region}` : "The STS endpoint in the environment";
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    return fail(`${name} is not a URL.`, fixEndpoint);
  }
  if (endpoint !== undefined && !isTrustedUrl(endpoint)) {
    const found = `${name} is not https, so others on the network can read the calls. The credentials are not sent there, and not verified.`;
    return { finding: { status: "warning", found, remedy: fixEndpoint } };
  }
  const client = new STSClient({
    region,
    credentials,
    maxAttempts: 1,
    requestHandler: createSdkHandler(),
    ...(endpoint === undefined ? {} : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
  });
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (Arn === undefined) {
      return describeOther(name, 200);
    }
    const callerArn = quoteRemote(Arn, secretsOf(credentials));
    const found = `${name} identifies the credentials as ${callerArn}.`;
    return { finding: { status: "ok", found }, facts: { callerArn } };
  } catch (error) {
    return explainError(error, name, credentials);
  } finally {
    client.destroy();
  }
}

function explainError(error: unknown, name: string, credentials: ReceivedCredentials): CheckResult {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  if ($metadata?.httpStatusCode === undefined) {
    const { predicate } = explainConnectionFailure(error);
    const remedy = "So the credentials are not verified. A pod that calls STS needs a connection to it.";
    return { finding: { status: "warning", found: `${name} ${predicate}`, remedy } };
  }
  if (!(error instanceof STSServiceException)) {
    return describeOther(name, $metadata.httpStatusCode);
  }
  const code = error.name.replace(/Exception$/, "");
  if (code === "InvalidClientTokenId" && isEmbedded(credentials)) {
    return { finding: { ...embedded, found: `${embeddedWarning} So STS responds ${code}.` } };
  }
  return fail(
    `${name} responds ${quoteRemote(`${code}: ${error.message}`, secretsOf(credentials))}`,
    remedies[code] ?? "STS rejects the credentials that the pod gets.",
  );
}

function describeOther(name: string, status: number): CheckResult {
  return fail(`${name} responds ${status}, but not as STS does.`, fixEndpoint);
}

function secretsOf({ secretAccessKey, sessionToken }: ReceivedCredentials): readonly string[] {
  return [secretAccessKey, sessionToken];
}

const remedies: Readonly<Record<string, string>> = {
  InvalidClientTokenId:
    "STS does not know the credentials: check that AWS_REGION is in the role's partition and enabled for the account.",
  ExpiredToken: "The agent returned expired credentials: check the clocks of the node.",
  SignatureDoesNotMatch: "Check the clock of this machine.",
  RequestExpired: "Check the clock of this machine.",
};

/** Whether credentials are from the embedded issuer. Its session tokens are JSON Web Tokens, those of AWS are not. */
function isEmbedded({ sessionToken }: ReceivedCredentials): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(sessionToken);
}
