import { GetCallerIdentityCommand, STSClient, STSServiceException } from "@aws-sdk/client-sts";
import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { clockRemedy, describeClock } from "../findings/clocks.ts";
import type { Finding } from "../findings/finding.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { type CheckResult, fail, quoteRemote, type ReceivedCredentials, warn } from "./check.ts";
import type { Configuration } from "./configuration.ts";
import { createSdkHandler, explainConnectionFailure } from "./connection.ts";

const embeddedWarning = "The credentials are from the embedded issuer, and AWS does not accept them.";
const embedded: Finding = {
  status: "warning",
  code: "credentials_embedded",
  found: embeddedWarning,
  remedy: "Without AWS, this is normal. For AWS, configure the server with credentials.sts.",
};
/** The STS that is asked. */
interface Sts {
  readonly region: string;
  /** Undefined for that of AWS in the region. */
  readonly endpoint: string | undefined;
  /** In words. */
  readonly name: string;
  /** How to fix the endpoint. */
  readonly fix: string;
  /** When it is asked, in milliseconds since 1970. */
  readonly sentAt: number;
}

/**
 * Calls GetCallerIdentity with the credentials. It needs no permission.
 *
 * @param configuration - that of the server, if it was given: its STS has issued the credentials
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function checkSts(
  credentials: ReceivedCredentials,
  environment: Environment,
  configuration: Pick<Configuration, "file" | "cluster" | "credentials"> | undefined,
): Promise<CheckResult> {
  const sts = chooseSts(environment, configuration);
  const { region, endpoint, name, fix } = sts;
  if (isEmbedded(credentials) && endpoint === undefined) {
    return { finding: embedded };
  }
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    return fail("sts_endpoint_invalid", `${name} is not a URL.`, fix);
  }
  if (endpoint !== undefined && !isTrustedUrl(endpoint)) {
    const found = `${name} is not https, so others on the network can read the calls. The credentials are not sent there, and not verified.`;
    return warn("sts_endpoint_unsafe", found, fix);
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
      return describeOther(sts, 200);
    }
    const callerArn = quoteRemote(Arn, secretsOf(credentials));
    const found = `${name} identifies the credentials as ${callerArn}.`;
    return { finding: { status: "ok", found }, facts: { callerArn } };
  } catch (error) {
    return explainError(error, sts, credentials);
  } finally {
    client.destroy();
  }
}

/** The configured STS has issued the credentials; without one, it is the pod's. */
function chooseSts(
  environment: Environment,
  configuration: Pick<Configuration, "file" | "cluster" | "credentials"> | undefined,
): Sts {
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL } = environment;
  const configured = configuration?.credentials.sts;
  const sentAt = Date.now();
  const ownRegion = AWS_REGION || AWS_DEFAULT_REGION || configuration?.cluster.region || "us-east-1";
  const region = configured?.region ?? ownRegion;
  if (configured?.endpoint !== undefined) {
    const { endpoint } = configured;
    const name = `The STS endpoint in ${configuration?.file}`;
    return { region, endpoint, name, fix: "Fix credentials.sts.endpoint.", sentAt };
  }
  const endpoint = AWS_ENDPOINT_URL_STS || AWS_ENDPOINT_URL || undefined;
  const name = endpoint === undefined ? `STS in ${region}` : "The STS endpoint in the environment";
  return { region, endpoint, name, fix: "Fix AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL.", sentAt };
}

function explainError(error: unknown, sts: Sts, credentials: ReceivedCredentials): CheckResult {
  const { name } = sts;
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  if ($metadata?.httpStatusCode === undefined) {
    const { predicate } = explainConnectionFailure(error);
    const remedy = "So the credentials are not verified. A pod that calls STS needs a connection to it.";
    return warn("sts_unreachable", `${name} ${predicate}`, remedy);
  }
  if (!(error instanceof STSServiceException)) {
    return describeOther(sts, $metadata.httpStatusCode);
  }
  const code = error.name.replace(/Exception$/, "");
  const clock = describeClock("STS", {
    date: error.$response?.headers.date,
    sentAt: sts.sentAt,
    receivedAt: Date.now(),
  });
  const answer = `${name} responds ${quoteRemote(`${code}: ${error.message}`, secretsOf(credentials))}`;
  if (clock !== undefined) {
    return fail("clocks_differ", `${clock} ${answer}`, clockRemedy);
  }
  if (code === "InvalidClientTokenId" && isEmbedded(credentials)) {
    return { finding: { ...embedded, found: `${embeddedWarning} So STS responds ${code}.` } };
  }
  return fail(
    "credentials_refused",
    answer,
    remedies[code] ?? "STS rejects the credentials that the pod gets.",
  );
}

function describeOther({ name, fix }: Sts, status: number): CheckResult {
  return fail("not_sts", `${name} responds ${status}, but not as STS does.`, fix);
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
