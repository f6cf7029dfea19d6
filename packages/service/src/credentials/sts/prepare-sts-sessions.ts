import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import type { IssuedCredentials, SessionRequest } from "../credential-issuer.ts";
import { assumeRole } from "./assume-role.ts";
import { writeAssumeRoleInputs } from "./assume-role-input.ts";
import { requireOwnCredentials } from "./own-credentials.ts";

/** A node that starts asks for all of its pods at once, and a request that waits for a connection may be too late. */
const maxConnections = 256;

/** Which STS is called, and for how long. */
export interface StsCalls {
  readonly region: string;
  readonly endpoint: string | undefined;
  /** How long a session may take to be made. */
  readonly timeoutMs: number;
}

/**
 * Prepares the calls of STS that make sessions.
 *
 * @returns makes a session; throws CredentialIssuerError where there is none in time
 */
export function prepareStsSessions({
  region,
  endpoint,
  timeoutMs,
}: StsCalls): (request: SessionRequest) => Promise<IssuedCredentials> {
  const agent = { keepAlive: true, maxSockets: maxConnections };
  const config: STSClientConfig = {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // An agent tries three times itself, and a delay would cost the second that it waits.
    maxAttempts: 1,
    requestHandler: { httpAgent: agent, httpsAgent: agent },
  };
  const own = new STSClient(config);
  // Another caller needs another client; all of them share the connections of the first.
  const clientFor = ({ accessKeyId, secretAccessKey, sessionToken }: IssuedCredentials) =>
    new STSClient({
      ...config,
      requestHandler: own.config.requestHandler,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
    });

  return async function makeSession(request) {
    const budget = { signal: AbortSignal.timeout(timeoutMs), timeoutMs };
    await requireOwnCredentials(own.config.credentials, budget);
    const { first, second } = writeAssumeRoleInputs(request);
    const session = await assumeRole(own, first, budget);
    return second === undefined ? session : assumeRole(clientFor(session), second, budget);
  };
}
