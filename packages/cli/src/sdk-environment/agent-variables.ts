import { devNull } from "node:os";

/** The environment of a process, as `process.env` has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a program needs to get a pod's credentials. */
export interface CredentialSource {
  /** Where the agent answers, `http://127.0.0.1:41234/v1/credentials`. */
  readonly credentialsUrl: string;
  /** The absolute path of the file with the pod's token. */
  readonly tokenFile: string;
  /** The AWS region, where one is known. */
  readonly region: string | undefined;
  /** An STS other than AWS's, for credentials that AWS doesn't know. */
  readonly stsUrl?: string | undefined;
}

/**
 * Files that SDKs take credentials from. Without these variables they take the ones in the home directory.
 * AWS_CREDENTIAL_PROFILES_FILE is of the SDK for Java 1, BOTO_CONFIG of botocore.
 */
const files = [
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_CONFIG_FILE",
  "AWS_CREDENTIAL_PROFILES_FILE",
  "BOTO_CONFIG",
];

/** Makes the variables with which AWS SDKs ask an agent, and neither files nor the node's own role. */
export function createAgentVariables({
  credentialsUrl,
  tokenFile,
  region,
  stsUrl,
}: CredentialSource): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(files.map((name) => [name, devNull])),
    AWS_EC2_METADATA_DISABLED: "true",
    // Some SDKs read the one variable, some the other.
    ...(region !== undefined && { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: credentialsUrl,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    ...(stsUrl !== undefined && { AWS_ENDPOINT_URL_STS: stsUrl }),
  };
}

/** The variable that has SDKs ignore the addresses that other variables name. */
export const ignoreVariable = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

const addressVariable = /^AWS_ENDPOINT_URL(_|$)/;

/**
 * Has programs ask the STS that knows a development cluster's credentials, unless the user names another one. One that
 * is named beside an agent's address isn't the user's wish: it knows that agent's credentials, as in a shell with the
 * variables that `eks-auth dev` prints.
 *
 * @param user - the environment
 * @returns the changed environment
 */
export function withStsEndpoint(user: Environment, stsUrl: string): Environment {
  const heeded = heedAddresses(user);
  const isNamed = heeded.AWS_ENDPOINT_URL_STS
    ? !user.AWS_CONTAINER_CREDENTIALS_FULL_URI
    : Boolean(heeded.AWS_ENDPOINT_URL);
  return isNamed ? heeded : { ...heeded, AWS_ENDPOINT_URL_STS: stsUrl };
}

/** Has SDKs heed the addresses that variables name, without those that they were to ignore. */
function heedAddresses({ [ignoreVariable]: ignore, ...rest }: Environment): Environment {
  return ignore?.toLowerCase() === "true"
    ? Object.fromEntries(Object.entries(rest).filter(([name]) => !addressVariable.test(name)))
    : rest;
}

/**
 * Has programs reach a host directly, where the environment sends them to a proxy.
 *
 * @returns the variables to change
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html which asks the same for its agent
 */
export function noProxyVariables(user: Environment, host: string): Environment {
  if (!proxies.some((name) => user[name] || user[name.toLowerCase()])) {
    return {};
  }
  // Programs differ in which of the two wins, so both say the same.
  const hosts = [user.no_proxy, user.NO_PROXY, host].filter((value) => value);
  // For all hosts, where it stands alone.
  const value = hosts.includes("*") ? "*" : [...new Set(hosts)].join(",");
  return { no_proxy: value, NO_PROXY: value };
}

const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/**
 * Writes lines for a shell that do the same, whatever its environment.
 *
 * @param host - needs no quotes
 */
export function createNoProxyLines(host: string): readonly string[] {
  return [
    `export NO_PROXY="\${no_proxy:+$no_proxy,}\${NO_PROXY:+$NO_PROXY,}${host}"`,
    'export no_proxy="$NO_PROXY"',
  ];
}
