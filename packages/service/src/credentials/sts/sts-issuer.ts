import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import { isTrustworthyUrl } from "../../network/trustworthy-url.ts";
import type { CredentialIssuer } from "../credential-issuer.ts";
import { assumeRole } from "./assume-role.ts";
import { writeAssumeRoleInputs } from "./assume-role-input.ts";
import { type CallerCredentials, findOwnCredentials } from "./own-credentials.ts";

/** An agent gives up after a second; it should have our answer before. */
const defaultTimeoutMs = 900;
/** A node that starts asks for all of its pods at once, and a request that waits for a connection may be too late. */
const maxConnections = 256;

/** Which STS is called, and for how long. */
export interface StsIssuerOptions {
  /** The region whose STS is called, `eu-west-1`. */
  readonly region: string;
  /** The URL of STS where it isn't AWS's own; https, or http on this machine. */
  readonly endpoint?: string | undefined;
  /** How long a request may take, its two calls included where there is a target role; 900 ms if left out. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Makes an issuer that has AWS's Security Token Service make sessions. It calls STS with the credentials that the
 * AWS SDK's default chain finds: environment, shared files, web identity, container or instance.
 *
 * @throws TypeError where whoever is on the way could read what the endpoint answers
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * @example
 * createStsIssuer({ region: "eu-west-1" });
 */
export function createStsIssuer({
  region,
  endpoint,
  timeoutMs = defaultTimeoutMs,
}: StsIssuerOptions): CredentialIssuer {
  if (endpoint !== undefined && !isTrustworthyUrl(endpoint)) {
    throw new TypeError(
      `The STS endpoint ${JSON.stringify(endpoint)} must be an https URL; http is allowed for loopback addresses alone.`,
    );
  }
  const agent = { keepAlive: true, maxSockets: maxConnections };
  const config: STSClientConfig = {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // An agent tries three times itself, and a delay would cost the second that it waits.
    maxAttempts: 1,
    requestHandler: { httpAgent: agent, httpsAgent: agent },
  };
  const own = new STSClient(config);
  // A client has one caller's credentials; all of them share the connections of the first.
  const clientFor = ({ accessKeyId, secretAccessKey, sessionToken }: CallerCredentials) =>
    new STSClient({
      ...config,
      requestHandler: own.config.requestHandler,
      credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    });

  return {
    async issue(request) {
      const budget = { signal: AbortSignal.timeout(timeoutMs), timeoutMs };
      const credentials = await findOwnCredentials(own.config.credentials, budget);
      const { first, second } = writeAssumeRoleInputs(request);
      const session = await assumeRole(clientFor(credentials), first, budget);
      return second === undefined ? session : assumeRole(clientFor(session), second, budget);
    },
  };
}
