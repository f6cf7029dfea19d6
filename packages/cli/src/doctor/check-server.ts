import type { PodToken } from "@eks-auth/agent/token";
import { EKSAuth, ResponseError, ServiceError } from "@eks-auth/client-light";
import {
  type ClientCertificate,
  createCallerHeaders,
  findProxyVariable,
  ServerConnections,
} from "@eks-auth/transport";
import { describeClock, passWithClock } from "../findings/clocks.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { formatUrl } from "./address.ts";
import { type CheckResult, fail, quoteRemote } from "./check.ts";
import { apiLimits, type ConnectionFailureKind, explainConnectionFailure } from "./connection.ts";

/** What identifies an agent to a server. */
export interface Caller {
  /** The agent's own token; undefined to send none. */
  readonly token: string | undefined;
  /** Undefined to show none. */
  readonly certificate: ClientCertificate | undefined;
  /** Certificates (PEM) that the server's certificate must be signed by; undefined for those included in Node.js. */
  readonly ca: string | undefined;
}

interface ServerRequest {
  readonly clusterName: string;
  readonly token: PodToken;
  readonly caller: Caller;
  readonly environment: Environment;
}

/** Requests credentials from the server as an agent does, once, without a proxy and without a signature. */
export async function checkServer(endpoint: URL, request: ServerRequest): Promise<CheckResult> {
  const { clusterName, token, caller } = request;
  const connections = new ServerConnections({
    ca: caller.ca,
    useProxy: false,
    proxyTimeoutMs: apiLimits.tryTimeoutMs,
  });
  connections.clientCertificate = caller.certificate;
  const client = new EKSAuth({
    ...apiLimits,
    endpoint: endpoint.href,
    credentials: null,
    maxAttempts: 1,
    agent: ({ protocol, host }) => connections.to(`${protocol}//${host}`),
  });
  const headers = createCallerHeaders(caller.token);
  const sentAt = Date.now();
  try {
    const { assumedRoleUser, credentials, podIdentityAssociation, $metadata } =
      await client.assumeRoleForPodIdentity({ clusterName, token: token.text }, { headers });
    const { date } = $metadata.headers;
    const clock = describeClock("the server", { date, sentAt, receivedAt: Date.now() });
    const secrets = [...secretsOf(request), credentials.secretAccessKey, credentials.sessionToken];
    const association = quoteRemote(podIdentityAssociation.associationId, secrets);
    const found = `${formatUrl(endpoint)} returns credentials of the association ${association}.`;
    return {
      finding: passWithClock(found, clock),
      facts: { credentials: { ...credentials, owner: quoteRemote(assumedRoleUser.arn, secrets) } },
    };
  } catch (error) {
    return explainError(error, endpoint, request, sentAt);
  } finally {
    client.close();
    connections.close();
  }
}

/** What must not be printed, even if a server repeats it. */
function secretsOf({ token, caller }: ServerRequest): readonly string[] {
  return caller.token === undefined ? [token.text] : [token.text, caller.token];
}

function explainError(error: unknown, endpoint: URL, request: ServerRequest, sentAt: number): CheckResult {
  const { environment, clusterName: cluster } = request;
  const address = formatUrl(endpoint);
  const proxy = findProxyVariable(endpoint, environment);
  if (error instanceof ResponseError || (error instanceof ServiceError && !isErrorName(error.name))) {
    return fail(
      "not_a_server",
      `${address} responds ${error.status}, but not as an EKS Auth API does.`,
      fixConnection("wrong_protocol", proxy),
    );
  }
  if (!(error instanceof ServiceError)) {
    const { kind, predicate } = explainConnectionFailure(error);
    return fail(failureCodes[kind], `${address} ${predicate}`, fixConnection(kind, proxy));
  }
  const code = quoteRemote(error.name, secretsOf(request));
  const message = quoteRemote(error.message, secretsOf(request));
  const reason = error.headers["x-eks-auth-reason"];
  const reasons = reason === undefined ? [] : [reason];
  const { status, headers } = error;
  const clock = describeClock("the server", { date: headers.date, sentAt, receivedAt: Date.now() });
  return {
    finding: { status: "ok", found: `${address} responds with an error (${status} ${code}).` },
    errorResponse: { by: "server", status, code, reasons, message, cluster, clock },
  };
}

const failureCodes: Readonly<Record<ConnectionFailureKind, FindingCode>> = {
  refused: "server_not_listening",
  unreachable: "server_unreachable",
  connect_timeout: "server_unreachable",
  response_timeout: "server_too_slow",
  unknown_host: "server_unreachable",
  untrusted_certificate: "server_untrusted",
  client_refused: "caller_missing",
  wrong_protocol: "not_a_server",
  connection_lost: "not_a_server",
};

/** Whether an EKS Auth API can send the name. The client calls an error without a name UnknownError. */
function isErrorName(name: string): boolean {
  return /^[A-Z]\w*$/.test(name) && name !== "UnknownError";
}

/**
 * Says how to fix a failed connection to a server.
 *
 * @param proxy - the variable that makes agents use a proxy for it, if any
 */
function fixConnection(kind: ConnectionFailureKind, proxy: string | undefined): string {
  return proxy === undefined
    ? remedies[kind]
    : `doctor connects directly, but an agent would use the proxy in ${proxy}: see the agent's log. ` +
        `If it should connect directly: ${remedies[kind]}`;
}

const checkEndpoint = "If it listens on another address, use --endpoint.";

const remedies: Readonly<Record<ConnectionFailureKind, string>> = {
  refused: `${checkEndpoint} To start it, run: eks-auth serve --config FILE`,
  unreachable: `Check the network between this machine and the server. ${checkEndpoint}`,
  connect_timeout: `Check the firewalls between this machine and the server. ${checkEndpoint}`,
  response_timeout:
    "The server, or something that it waits for, is too slow: see its log. Agents give up after 1 s.",
  unknown_host: "Fix the host name in --endpoint.",
  untrusted_certificate:
    "Give this command and the agent the authority of the server's certificate: --ca-file FILE.",
  client_refused:
    "Give doctor the client certificate of the agent: --client-certificate-file and --client-key-file. If it did, check that the server's callers.certificate.caFile has its authority.",
  wrong_protocol: "Another program listens there, or http and https are mixed up. Fix --endpoint.",
  connection_lost:
    "If the server requires a client certificate, give doctor that of the agent: --client-certificate-file and --client-key-file. Else another program listens there, or a proxy is in between. See the server's log.",
};
