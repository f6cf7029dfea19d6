import { GetCallerIdentityCommand, STSClient, STSServiceException } from "@aws-sdk/client-sts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { type Finding, type GotCredentials, quoteRemote } from "./check.ts";
import { explainConnectionFailure, sdkTimeLimits } from "./connection.ts";

/** What STS says of credentials. */
export interface CheckedCredentials {
  readonly finding: Finding;
  /** Whose they are, as STS has it. */
  readonly arn?: string | undefined;
}

const opensNothing =
  "These credentials are of the embedded issuer: they have AWS's shape and open nothing at AWS.";
const correctVariables = "Correct AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL.";
const embedded: Finding = {
  status: "warning",
  found: opensNothing,
  remedy: "That is as it should be without AWS. For AWS, configure the server with credentials.sts.",
};

/**
 * Asks STS whose credentials are, which everyone may ask of his own.
 *
 * @param configuredRegion - the cluster's, where it is known
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function askSts(
  credentials: GotCredentials,
  environment: Environment,
  configuredRegion: string | undefined,
): Promise<CheckedCredentials> {
  const endpoint = environment.AWS_ENDPOINT_URL_STS || environment.AWS_ENDPOINT_URL || undefined;
  if (isEmbedded(credentials) && endpoint === undefined) {
    return { finding: embedded };
  }
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || configuredRegion || "us-east-1";
  const place = endpoint === undefined ? `STS in ${region}` : "The STS that the environment names";
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    const found = `${place} has no address: it is not a URL.`;
    return { finding: { status: "failed", found, remedy: correctVariables } };
  }
  const client = new STSClient({
    region,
    credentials,
    maxAttempts: 1,
    requestHandler: sdkTimeLimits,
    ...(endpoint === undefined ? {} : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
  });
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (Arn === undefined) {
      return { finding: describeStranger(place, 200) };
    }
    const arn = quoteRemote(Arn, secretsOf(credentials));
    return { finding: { status: "ok", found: `${place} knows the credentials as ${arn}.` }, arn };
  } catch (error) {
    return { finding: explain(error, place, credentials) };
  } finally {
    client.destroy();
  }
}

function explain(error: unknown, place: string, credentials: GotCredentials): Finding {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  if ($metadata?.httpStatusCode === undefined) {
    const { clause } = explainConnectionFailure(error);
    return {
      status: "warning",
      found: `${place} ${clause}`,
      remedy: "Whether the credentials open anything is not known. A pod that uses STS needs a way there.",
    };
  }
  if (!(error instanceof STSServiceException)) {
    return describeStranger(place, $metadata.httpStatusCode);
  }
  const code = error.name.replace(/Exception$/, "");
  if (code === "InvalidClientTokenId" && isEmbedded(credentials)) {
    return { ...embedded, found: `${opensNothing} STS answers ${code}, which means that.` };
  }
  return {
    status: "failed",
    found: `${place} answers ${quoteRemote(`${code}: ${error.message}`, secretsOf(credentials))}`,
    remedy: remedies[code] ?? "The credentials were given, and STS doesn't take them.",
  };
}

function describeStranger(place: string, status: number): Finding {
  return {
    status: "failed",
    found: `${place} answers ${status}, and not as STS does.`,
    remedy: correctVariables,
  };
}

function secretsOf({ secretAccessKey, sessionToken }: GotCredentials): readonly string[] {
  return [secretAccessKey, sessionToken];
}

const remedies: Readonly<Record<string, string>> = {
  InvalidClientTokenId:
    "STS doesn't know the credentials: check that AWS_REGION is a region of the role's partition, and one that the account has enabled.",
  ExpiredToken: "The agent gave credentials that are over: check the clocks of the node.",
  SignatureDoesNotMatch: "Check the clock of this machine.",
  RequestExpired: "Check the clock of this machine.",
};

/** Tells whether credentials are of the embedded issuer: its session tokens are JSON Web Tokens, and those of AWS aren't. */
export function isEmbedded({ sessionToken }: GotCredentials): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(sessionToken);
}
