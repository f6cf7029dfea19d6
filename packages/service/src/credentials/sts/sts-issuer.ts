import { isTrustworthyUrl } from "../../network/secure-url.ts";
import type { CredentialIssuer } from "../credential-issuer.ts";

/** An agent gives up after a second; it should have our answer before. */
const defaultTimeoutMs = 900;

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
  // The AWS SDK takes longer to load than all the rest, and not everyone who imports this package calls STS.
  const loading = import("./sts-sessions.ts").then(({ prepareStsSessions }) =>
    prepareStsSessions({ region, endpoint, timeoutMs }),
  );
  // Each request is told; until the first one nobody listens.
  loading.catch(() => {});
  return {
    async issue(request) {
      const makeSession = await loading;
      return makeSession(request);
    },
  };
}
