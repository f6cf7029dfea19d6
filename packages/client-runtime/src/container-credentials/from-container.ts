/**
 * Credentials that containers get from Amazon ECS, EKS Pod Identity, or an agent for it.
 *
 * @packageDocumentation
 */

import { noAuth } from "../auth/no-auth.ts";
import { createClient } from "../client/client.ts";
import type { Operation, ServiceDefinition } from "../client/operation.ts";
import type { AwsCredentials } from "../credentials/credentials.ts";
import { CredentialsError } from "../errors/credentials-error.ts";
import type { ReceivedResponse } from "../http/response.ts";
import { readJsonObject } from "../json/read-json-object.ts";
import { platform } from "../platform/node.ts";
import { type Environment, findContainerEndpoint } from "./endpoint.ts";

export type { AwsCredentials } from "../credentials/credentials.ts";
export type { Environment } from "./endpoint.ts";

/** Options of {@link fromContainer}. */
export interface ContainerOptions {
  /** The variables that name the endpoint and the token; by default those of the process. */
  readonly environment?: Environment | undefined;
  /** How many tries there are; 4 by default, a second apart. */
  readonly maxAttempts?: number | undefined;
  /** How long a try can take, in milliseconds; 1,000 by default. */
  readonly timeoutMs?: number | undefined;
}

const service: ServiceDefinition = {
  id: "container-credentials",
  signingName: undefined,
  auth: [noAuth],
  resolveEndpoint: ({ endpoint }) => ({ url: String(endpoint) }),
};

const getCredentials: Operation<URL, { readonly credentials: AwsCredentials }> = {
  method: "GET",
  write: ({ pathname, search }) => ({ path: pathname, query: search.slice(1) }),
  read: readCredentials,
  errors: {},
};

/**
 * Creates a credential provider for containers, as the AWS SDKs have it. It reads the variables
 * `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` or `AWS_CONTAINER_CREDENTIALS_FULL_URI`, and the token in the file
 * `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` or in `AWS_CONTAINER_AUTHORIZATION_TOKEN`. It needs Node.js.
 *
 * @returns a function that fetches new credentials. Clients cache them
 * @throws {CredentialsError} (the function) if there are none; the cause says why
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function fromContainer({
  environment = process.env,
  maxAttempts = 4,
  timeoutMs: tryTimeoutMs = 1_000,
}: ContainerOptions = {}): () => Promise<AwsCredentials> {
  return async () => {
    const url = findContainerEndpoint(environment);
    const authorization = await readToken(environment);
    const options = {
      endpoint: url.origin,
      headers: authorization ? { authorization } : {},
      maxAttempts,
      tryTimeoutMs,
      connectionTimeoutMs: tryTimeoutMs,
      maxResponseBytes: 65_536,
      // An agent that starts together with the container needs seconds.
      retryDelay: ({ delayMs }: { readonly delayMs: number | undefined }) =>
        delayMs === undefined ? undefined : 1_000,
    };
    const client = createClient(service, options, platform);
    try {
      return (await client.call(getCredentials, url)).credentials;
    } catch (error) {
      const reason = error instanceof Error ? error.message : error;
      throw new CredentialsError(`There are no credentials from ${url.origin}: ${reason}`, { cause: error });
    } finally {
      client.close();
    }
  };
}

async function readToken(environment: Environment): Promise<string | undefined> {
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file, AWS_CONTAINER_AUTHORIZATION_TOKEN: value } =
    environment;
  let token = value;
  if (file) {
    try {
      token = await process.getBuiltinModule("node:fs/promises").readFile(file, "utf8");
    } catch (error) {
      throw new CredentialsError(`The token file ${file} can't be read: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  if (/[\r\n]/.test(token ?? "")) {
    throw new CredentialsError("The token of AWS_CONTAINER_AUTHORIZATION_TOKEN(_FILE) has a line break.");
  }
  return token;
}

function readCredentials(response: ReceivedResponse): { readonly credentials: AwsCredentials } {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = readJsonObject(response);
  const expiration = new Date(String(Expiration));
  if (
    ![AccessKeyId, SecretAccessKey, Token].every((value) => typeof value === "string" && value) ||
    Number.isNaN(expiration.getTime())
  ) {
    throw new TypeError("Expected AccessKeyId, SecretAccessKey, Token and Expiration.");
  }
  return {
    credentials: {
      accessKeyId: String(AccessKeyId),
      secretAccessKey: String(SecretAccessKey),
      sessionToken: String(Token),
      expiration,
    },
  };
}
