import { defaultProvider } from "@aws-sdk/credential-provider-node";
import type { EKSAuthClient, EKSAuthClientConfig } from "@eks-auth/client";
import type { BoundedHttpHandler } from "@eks-auth/transport/aws-sdk";
import { UpstreamError } from "../core/errors.ts";

type FindCredentials = EKSAuthClient["config"]["credentials"];

/** How long a call to the API waits for credentials to sign with. */
const timeoutMs = 2_000;

/**
 * Creates the AWS SDK's default chain. By default its STS client would reuse the API client's request handler, and so
 * require the API's certificate authorities of STS.
 *
 * @param handler - the request handler for calls of the chain
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
 * Checks that there are credentials to sign a call with.
 *
 * @param find - the AWS SDK's default chain, which caches and renews what it finds; if it finds credentials too late, the
 *   next call uses them
 * @throws UpstreamError if there are none in time; its `credentialsProblem` says why, without a secret
 */
export async function requireSigningCredentials(find: FindCredentials): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const error = Object.assign(new Error(), { name: "TimeoutError" });
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  try {
    await Promise.race([find(), timeout]);
  } catch (error) {
    const message = "The agent has no AWS credentials to sign calls to the EKS Auth API with.";
    throw new UpstreamError("no_signing_credentials", message, { credentialsProblem: explain(error) });
  } finally {
    clearTimeout(timer);
  }
}

function explain(error: unknown): string {
  const { AWS_PROFILE: profile } = process.env;
  const which = profile ? ` AWS_PROFILE names the profile ${JSON.stringify(profile)}, which has none.` : "";
  return (
    `The AWS SDK found no credentials: ${describe(error)}.${which} ` +
    "Set them in the environment or in a shared file, or give the node a role."
  );
}

function describe(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === "CredentialsProviderError" || name === "ProviderError") {
    // After a colon, the message quotes a program or a parser, which can contain secrets.
    return message.replace(/\.?\s*$/, "").split(/[:\n]/, 1)[0] ?? name;
  }
  const word = code ?? name;
  return /^\w{1,100}$/.test(word) ? word : "Error";
}
