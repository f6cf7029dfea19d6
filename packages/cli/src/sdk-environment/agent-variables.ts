import { devNull } from "node:os";

/** The environment of a process, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a program needs to get a pod's credentials from an agent. */
export interface CredentialSource {
  /** The agent's URL, `http://127.0.0.1:41234/v1/credentials`. */
  readonly credentialsUrl: string;
  /** The absolute path of the file with the pod's token. */
  readonly tokenFile: string;
  readonly region: string | undefined;
  /** The URL of an STS for credentials that AWS does not know. */
  readonly stsUrl?: string | undefined;
}

/**
 * Variables of the files that SDKs read credentials from. If they are unset, SDKs read the files in the home directory.
 * AWS_CREDENTIAL_PROFILES_FILE belongs to the SDK for Java 1, BOTO_CONFIG to botocore.
 */
const files = [
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_CONFIG_FILE",
  "AWS_CREDENTIAL_PROFILES_FILE",
  "BOTO_CONFIG",
];

/** Creates the variables that make AWS SDKs use an agent, and neither files nor the node's role. */
export function createAgentVariables({
  credentialsUrl,
  tokenFile,
  region,
  stsUrl,
}: CredentialSource): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(files.map((name) => [name, devNull])),
    AWS_EC2_METADATA_DISABLED: "true",
    // Some SDKs read the first variable, some the second.
    ...(region !== undefined && { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: credentialsUrl,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    ...(stsUrl !== undefined && { AWS_ENDPOINT_URL_STS: stsUrl }),
  };
}

/** The variable that makes SDKs ignore the endpoints that other variables set. */
export const ignoreEndpointsVariable = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

const endpointVariable = /^AWS_ENDPOINT_URL(_|$)/;

/**
 * Points SDKs to the STS of a development cluster, unless the user has set another one. An STS that is set together
 * with an agent's URL does not count as the user's choice: it belongs to that agent, as in a shell with the variables
 * that `eks-auth dev` prints.
 *
 * @returns a changed copy of the environment
 */
export function withStsEndpoint(user: Environment, stsUrl: string): Environment {
  const environment = withoutIgnoredEndpoints(user);
  const hasOwnSts = environment.AWS_ENDPOINT_URL_STS
    ? !user.AWS_CONTAINER_CREDENTIALS_FULL_URI
    : Boolean(environment.AWS_ENDPOINT_URL);
  return hasOwnSts ? environment : { ...environment, AWS_ENDPOINT_URL_STS: stsUrl };
}

/** Removes the endpoint variables if SDKs ignore them, and the variable that says so. */
function withoutIgnoredEndpoints({ [ignoreEndpointsVariable]: ignore, ...rest }: Environment): Environment {
  return ignore?.toLowerCase() === "true"
    ? Object.fromEntries(Object.entries(rest).filter(([name]) => !endpointVariable.test(name)))
    : rest;
}

const proxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * Creates the NO_PROXY variables that make programs connect to a host directly.
 *
 * @returns no variables if the environment sets no proxy
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html which requires the same for AWS's
 *   agent
 */
export function noProxyVariables(user: Environment, host: string): Environment {
  if (!proxyVariables.some((name) => user[name] || user[name.toLowerCase()])) {
    return {};
  }
  // Programs differ in which of the two spellings takes precedence, so both get the same value.
  const hosts = [user.no_proxy, user.NO_PROXY, host].filter((value) => value);
  // "*" matches all hosts only if it is the whole value.
  const value = hosts.includes("*") ? "*" : [...new Set(hosts)].join(",");
  return { no_proxy: value, NO_PROXY: value };
}

/**
 * Writes the shell lines that do the same in any environment.
 *
 * @param host - needs no quotes
 */
export function formatNoProxyLines(host: string): readonly string[] {
  return [
    `export NO_PROXY="\${no_proxy:+$no_proxy,}\${NO_PROXY:+$NO_PROXY,}${host}"`,
    'export no_proxy="$NO_PROXY"',
  ];
}
