import type { PodToken } from "@eks-auth/agent/token";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient, EKSAuthServiceException } from "@eks-auth/client";
import { findProxyVariable } from "@eks-auth/transport";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { formatUrl } from "./address.ts";
import { type CheckResult, fail, quoteRemote } from "./check.ts";
import { type ConnectionFailureKind, createSdkHandler, explainConnectionFailure } from "./connection.ts";

interface ServerRequest {
  readonly clusterName: string;
  readonly token: PodToken;
  readonly environment: Environment;
}

/** Requests credentials from the server as an agent does, once and without a proxy. */
export async function checkServer(endpoint: URL, request: ServerRequest): Promise<CheckResult> {
  const { clusterName, token } = request;
  const client = new EKSAuthClient({
    endpoint: endpoint.href,
    region: "unused",
    // The client signs every request; a server on loopback does not require a signature.
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
    // Otherwise the environment decides, with variables that are for AWS.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    maxAttempts: 1,
    requestHandler: createSdkHandler(),
  });
  try {
    const command = new AssumeRoleForPodIdentityCommand({ clusterName, token: token.text });
    const { assumedRoleUser, credentials, podIdentityAssociation } = await client.send(command);
    const secrets = [token.text, credentials.secretAccessKey, credentials.sessionToken];
    const association = quoteRemote(podIdentityAssociation.associationId, secrets);
    const found = `${formatUrl(endpoint)} returns credentials of the association ${association}.`;
    return {
      finding: { status: "ok", found },
      facts: { credentials: { ...credentials, owner: quoteRemote(assumedRoleUser.arn, secrets) } },
    };
  } catch (error) {
    return explainError(error, endpoint, request);
  } finally {
    client.destroy();
  }
}

/** What an error of the client has, if there was a response. */
interface ClientError {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

function explainError(error: unknown, endpoint: URL, { token, environment }: ServerRequest): CheckResult {
  const address = formatUrl(endpoint);
  const proxy = findProxyVariable(endpoint, environment);
  const { $metadata, $response } = error as ClientError;
  const status = $metadata?.httpStatusCode;
  if (status === undefined) {
    const { kind, predicate } = explainConnectionFailure(error);
    return fail(`${address} ${predicate}`, fixConnection(kind, proxy));
  }
  if (!(error instanceof EKSAuthServiceException) || !/^[A-Z]\w*$/.test(error.name)) {
    return fail(
      `${address} responds ${status}, but not as an EKS Auth API does.`,
      fixConnection("wrong_protocol", proxy),
    );
  }
  const code = quoteRemote(error.name, [token.text]);
  const message = quoteRemote(error.message, [token.text]);
  const reason = $response?.headers?.["x-eks-auth-reason"];
  const reasons = reason === undefined ? [] : [reason];
  return {
    finding: { status: "ok", found: `${address} responds with an error (${status} ${code}).` },
    errorResponse: { by: "server", status, code, reasons, message },
  };
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
  refused: `Start it: eks-auth serve --config FILE. ${checkEndpoint}`,
  unreachable: `Check the network between this machine and the server. ${checkEndpoint}`,
  connect_timeout: `Check the firewalls between this machine and the server. ${checkEndpoint}`,
  response_timeout:
    "The server, or something that it waits for, is too slow: see its log. Agents give up after 1 s.",
  unknown_host: "Fix the host name in --endpoint.",
  untrusted_certificate:
    "To make this command trust an authority, set NODE_EXTRA_CA_CERTS=FILE; for an agent, use --ca-file.",
  wrong_protocol: "Another program listens there, or http and https are mixed up. Fix --endpoint.",
  connection_lost: "Another program listens there, or a proxy is in between. See the server's log.",
};
