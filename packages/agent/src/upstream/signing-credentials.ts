import type { AwsCredentials } from "@eks-auth/client-light";
import { UpstreamError } from "../core/errors.ts";
import { tryLimits } from "./call-limits.ts";

/** Finds credentials to sign with. It caches what it finds, and renews it before it expires. */
type FindCredentials = () => Promise<AwsCredentials>;

/** How long a call to the API waits for credentials to sign with. */
const timeoutMs = 2_000;

/** The AWS credentials of the node that sign calls. */
export interface SigningCredentials {
  readonly find: FindCredentials;
  /** Closes the connections that it opened. */
  close(): void;
}

/**
 * Creates the credentials of the AWS SDK's default chain: environment, shared files, web identity, container, instance. It
 * has its own connections: those of the API can trust other authorities.
 *
 * @param findRegion - the region for calls of STS
 */
export function createSigningCredentials(findRegion: () => Promise<string>): SigningCredentials {
  let chain: Promise<SigningCredentials> | undefined;
  return {
    async find() {
      const fixed = readEnvironment(process.env);
      if (fixed !== undefined) {
        return fixed;
      }
      chain ??= openChain(findRegion).catch((error) => {
        // There is no free descriptor to load code with, for example. The next call tries again.
        chain = undefined;
        throw error;
      });
      return (await chain).find();
    },
    close() {
      chain?.then(
        ({ close }) => close(),
        () => {},
      );
    },
  };
}

/** Loaded on demand, because most of it is for other sources than the environment. */
async function openChain(findRegion: () => Promise<string>): Promise<SigningCredentials> {
  const [{ defaultProvider }, { BoundedHttpHandler }] = await Promise.all([
    import("@aws-sdk/credential-provider-node"),
    import("@eks-auth/transport/aws-sdk"),
  ]);
  const requestHandler = new BoundedHttpHandler(tryLimits);
  const config = { region: findRegion, requestHandler };
  const find = defaultProvider({ parentClientConfig: config });
  return { find: () => find({ callerClientConfig: config }), close: () => requestHandler.destroy() };
}

/** The environment is the first source of the chain, unless it names a profile. */
function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): AwsCredentials | undefined {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = environment;
  if (AWS_PROFILE || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    return undefined;
  }
  const { AWS_SESSION_TOKEN, AWS_CREDENTIAL_EXPIRATION } = environment;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    ...(AWS_CREDENTIAL_EXPIRATION && { expiration: new Date(AWS_CREDENTIAL_EXPIRATION) }),
  };
}

/**
 * Checks that there are credentials to sign a call with.
 *
 * @param find - if it finds credentials too late, the next call uses them
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
