import type { ClientCertificate } from "@eks-auth/transport";
import { UpstreamError } from "../core/errors.ts";

/** What a call identifies the agent with, in addition to a signature. */
export interface CallerCredentials {
  /** The agent's own token of a service account. */
  readonly token: string | undefined;
  /** The certificate of its connections. */
  readonly certificate: ClientCertificate | undefined;
}

/** Where the credentials come from. Each is undefined if the agent has none of its kind. */
export interface CallerCredentialSources {
  readonly callerToken?: (() => Promise<string>) | undefined;
  readonly clientCertificate?: (() => Promise<ClientCertificate>) | undefined;
}

/** How long a call to the API waits for its credentials. */
const timeoutMs = 1_000;

/** A JSON Web Token. Nothing else can be sent as a header. */
const tokenFormat = /^[\w=-]+\.[\w=-]+\.[\w=-]+$/;

/**
 * Reads the credentials of a call.
 *
 * @throws UpstreamError `no_caller_token` or `no_client_certificate` if a source gives none in time; its
 *   `credentialsProblem` says why, with the message of the source's error
 */
export async function readCallerCredentials({
  callerToken,
  clientCertificate,
}: CallerCredentialSources): Promise<CallerCredentials> {
  const [token, certificate] = await Promise.all([
    callerToken && readToken(callerToken),
    clientCertificate &&
      read(clientCertificate, "no_client_certificate", "The agent can't read its client certificate."),
  ]);
  return { token, certificate };
}

async function readToken(source: () => Promise<string>): Promise<string> {
  const message = "The agent has no token to call the EKS Auth API with.";
  const token = await read(source, "no_caller_token", message);
  if (!tokenFormat.test(token)) {
    throw new UpstreamError("no_caller_token", message, {
      credentialsProblem: "What it has is not a token of a service account: HEADER.CLAIMS.SIGNATURE.",
    });
  }
  return token;
}

async function read<T>(
  source: () => Promise<T>,
  reason: "no_caller_token" | "no_client_certificate",
  message: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const error = new Error(`It could not be read within ${timeoutMs} ms.`);
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  try {
    return await Promise.race([source(), timeout]);
  } catch (error) {
    throw new UpstreamError(reason, message, { credentialsProblem: (error as Error).message });
  } finally {
    clearTimeout(timer);
  }
}
