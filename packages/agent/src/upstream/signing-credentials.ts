import { setTimeout } from "node:timers/promises";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import type { EKSAuthClient, EKSAuthClientConfig } from "@eks-auth/client";
import { UpstreamError } from "../core/errors.ts";
import type { BoundedHttpHandler } from "./transport.ts";

type FindCredentials = EKSAuthClient["config"]["credentials"];

/** How long a call of the API waits for credentials to be signed with. */
const patienceMs = 2_000;

/**
 * Makes the AWS SDK's default chain. It would call STS by what the client calls the API by, and ask of STS the certificate
 * that the API is to have.
 *
 * @param handler - what it calls by instead
 */
export function createDefaultChain(
  handler: BoundedHttpHandler,
): NonNullable<EKSAuthClientConfig["credentials"]> {
  const chain = defaultProvider({ parentClientConfig: { requestHandler: handler } });
  return (properties) =>
    chain({
      ...properties,
      callerClientConfig: { ...properties?.callerClientConfig, requestHandler: handler },
    });
}

/**
 * Makes sure that there are credentials to sign a call with.
 *
 * @param find - the AWS SDK's default chain, which keeps what it found and renews it; what it finds too late is there for
 *   the next call
 * @throws UpstreamError where there are none in time; its `credentialsProblem` says why, without a secret
 */
export async function requireOwnCredentials(find: FindCredentials): Promise<void> {
  const ended = new AbortController();
  const tooLate = async (): Promise<never> => {
    await setTimeout(patienceMs, undefined, { signal: ended.signal });
    throw Object.assign(new Error(), { name: "TimeoutError" });
  };
  try {
    await Promise.race([find(), tooLate()]);
  } catch (error) {
    const message = "The agent has no AWS credentials of its own to call the EKS Auth API with.";
    throw new UpstreamError(
      { status: 503, code: "ServiceUnavailableException", message },
      { dropsCredentials: false, credentialsProblem: explain(error) },
    );
  } finally {
    ended.abort();
  }
}

function explain(error: unknown): string {
  const { AWS_PROFILE: profile } = process.env;
  const place = profile ? ` AWS_PROFILE names the profile ${JSON.stringify(profile)}, which gives none.` : "";
  return (
    `The AWS SDK found none: ${describe(error)}.${place} ` +
    "Set them in the environment, in a shared file, or by the role of the node."
  );
}

function describe(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === "CredentialsProviderError" || name === "ProviderError") {
    // Behind a colon are the words of a program or of a parser, which may repeat the secrets that it read.
    return message.replace(/\.?\s*$/, "").split(/[:\n]/, 1)[0] ?? name;
  }
  const word = code ?? name;
  return /^\w{1,100}$/.test(word) ? word : "Error";
}
