import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import { CredentialsError } from "../errors/credentials-error.ts";

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The address that Amazon ECS serves credentials at. */
const ecsOrigin = "http://169.254.170.2";

/** Hosts of Amazon ECS and of EKS Pod Identity, which only the own machine can reach. */
const containerHosts = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"];

/**
 * Finds the endpoint that a container gets credentials from, by the rules of the AWS SDKs.
 *
 * @throws {CredentialsError} if the variables have none, or one that others could read the token of
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function findContainerEndpoint(environment: Environment): URL {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path, AWS_CONTAINER_CREDENTIALS_FULL_URI: full } =
    environment;
  const url = URL.parse(path ? ecsOrigin + path : (full ?? ""));
  if (!path && !full) {
    throw new CredentialsError(
      "The environment has neither AWS_CONTAINER_CREDENTIALS_FULL_URI nor AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.",
    );
  }
  if (url === null || !isAllowed(url)) {
    throw new CredentialsError(
      `${path ? "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" : "AWS_CONTAINER_CREDENTIALS_FULL_URI"} must be an https URL, or http on this machine, 169.254.170.2, 169.254.170.23 or fd00:ec2::23.`,
    );
  }
  return url;
}

function isAllowed({ protocol, hostname }: URL): boolean {
  return (
    protocol === "https:" ||
    (protocol === "http:" && (isLoopbackHost(hostname) || containerHosts.includes(hostname)))
  );
}
