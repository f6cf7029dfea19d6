import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";

/** What the agent identifies itself with to the EKS Auth API. */
export interface CallerMethods {
  /** A signature with AWS credentials. */
  readonly signature: boolean;
  /** Its own token of a service account. */
  readonly token: boolean;
  /** A client certificate. */
  readonly certificate: boolean;
}

/** Statuses with which an API rejects a caller that it does not know or that has no permission. */
const callerStatuses: ReadonlySet<number> = new Set([400, 401, 403]);

/** Names for a caller whose clock is wrong. */
const clockNames: ReadonlySet<string> = new Set(["RequestExpired", "RequestTimeTooSkewed"]);

/** Codes of Node.js for the alerts by which a TLS server rejects a client's certificate, or that there is none. */
const certificateAlert = /^ERR_SSL_\w*ALERT_(\w*CERTIFICATE\w*|UNKNOWN_CA|ACCESS_DENIED)$/;

/**
 * Explains a response by which an API rejects the agent, not the pod: one of AWS's names with a status that the model
 * does not give it.
 *
 * @param secrets - what must not be in the message
 * @returns the predicate of a sentence whose subject is the API, with the fix; undefined if it is another response
 */
export function explainCallerRefusal(
  name: string,
  status: number,
  methods: CallerMethods,
  secrets: readonly string[],
): string | undefined {
  return callerStatuses.has(status) && isErrorName(name)
    ? `rejects the agent itself (${status} ${redactSecrets(name, secrets)}). ${findFix(name, methods)}`
    : undefined;
}

/**
 * Explains a TLS error by which a server rejects the client's certificate.
 *
 * @returns as {@link explainCallerRefusal}
 */
export function explainCertificateRefusal(code: string, { certificate }: CallerMethods): string | undefined {
  if (!certificateAlert.test(code)) {
    return undefined;
  }
  const fix = certificate ? certificateFix : "It requires a client certificate: give the agent one.";
  return `rejects the agent itself (${code}). ${fix}`;
}

/** Some servers, such as those of Node.js, only close the connection if they reject the client's certificate. */
export function explainReset(code: string, { certificate }: CallerMethods): string {
  return certificate && code === "ECONNRESET" ? ` ${certificateFix}` : "";
}

const certificateFix =
  "Check the agent's client certificate: its expiry, its authority, and that the API allows its name.";

function findFix(name: string, methods: CallerMethods): string {
  if (clockNames.has(name)) {
    return "Check the clocks of the node and of the API.";
  }
  if (name === "MissingAuthenticationTokenException") {
    return (
      "It requires credentials that the agent does not send: give the agent those that the API is configured for, " +
      "its own token, a client certificate or AWS credentials."
    );
  }
  const fixes = [
    ...(methods.token
      ? [
          "Check the agent's own token: its audience, its service account, and that the API allows it the cluster.",
        ]
      : []),
    ...(methods.certificate ? [certificateFix] : []),
    ...(methods.signature ? ["Check the agent's AWS credentials."] : []),
  ];
  return fixes.length === 0 ? "Give the agent credentials that the API accepts." : fixes.join(" ");
}

/** Whether a text has the form of an error's name. Other texts could contain secrets. The client calls an error without a name UnknownError. */
function isErrorName(name: string): boolean {
  return /^[A-Za-z]{1,100}$/.test(name) && name !== "UnknownError";
}
