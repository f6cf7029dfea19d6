import type { EKSAuthClient } from "@eks-auth/client";

/** The AWS SDK finds no AWS credentials of the agent's own. The message is for operators, and holds no secret. */
export class OwnCredentialsError extends Error {
  override readonly name = "OwnCredentialsError";
}

/**
 * Makes sure that there are credentials to sign a call with. It is a step of its own, so that an STS that refuses them
 * isn't taken for the EKS Auth API.
 *
 * @param find - the AWS SDK's default chain, which keeps what it found and renews it
 * @throws OwnCredentialsError where there are none
 */
export async function requireOwnCredentials(find: EKSAuthClient["config"]["credentials"]): Promise<void> {
  try {
    await find();
  } catch (error) {
    const { AWS_PROFILE: profile } = process.env;
    const place = profile
      ? ` AWS_PROFILE names the profile ${JSON.stringify(profile)}, which gives none.`
      : "";
    throw new OwnCredentialsError(
      `The AWS SDK found none: ${describe(error)}.${place} ` +
        "Set them in the environment, in a shared file, or by the role of the node.",
    );
  }
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
