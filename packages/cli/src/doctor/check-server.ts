import type { PodToken } from "@eks-auth/agent/token";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient, EKSAuthServiceException } from "@eks-auth/client";
import { describeAddress, findProxy } from "./address.ts";
import { type Asked, failToAsk, quoteRemote } from "./check.ts";
import { type ConnectionFailureKind, explainConnectionFailure, sdkTimeLimits } from "./connection.ts";

/** Asks the server for credentials as an agent does, once. */
export async function askServer(endpoint: URL, clusterName: string, { text }: PodToken): Promise<Asked> {
  const address = describeAddress(endpoint);
  const client = new EKSAuthClient({
    endpoint: endpoint.href,
    region: "unused",
    // The client signs every request; on loopback the server asks for no signature.
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
    // The environment may ask for these, of AWS.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    maxAttempts: 1,
    requestHandler: sdkTimeLimits,
  });
  try {
    const command = new AssumeRoleForPodIdentityCommand({ clusterName, token: text });
    const { assumedRoleUser, credentials, podIdentityAssociation } = await client.send(command);
    const secrets = [text, credentials.secretAccessKey, credentials.sessionToken];
    const association = quoteRemote(podIdentityAssociation.associationId, secrets);
    const found = `${address} gives credentials by the association ${association}.`;
    return {
      finding: { status: "ok", found },
      credentials: { ...credentials, owner: quoteRemote(assumedRoleUser.arn, secrets) },
    };
  } catch (error) {
    return explain(error, endpoint, [text]);
  } finally {
    client.destroy();
  }
}

function explain(error: unknown, endpoint: URL, secrets: readonly string[]): Asked {
  const address = describeAddress(endpoint);
  const proxy = findProxy(endpoint, process.env);
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  if (status === undefined) {
    const { kind, clause } = explainConnectionFailure(error);
    return failToAsk(`${address} ${clause}`, mendServerConnection(kind, proxy));
  }
  if (!(error instanceof EKSAuthServiceException) || !/^[A-Z]\w*$/.test(error.name)) {
    return failToAsk(
      `${address} answers ${status}, and not as an EKS Auth API does.`,
      mendServerConnection("other protocol", proxy),
    );
  }
  const code = quoteRemote(error.name, secrets);
  const refusal = { by: "server" as const, status, code, message: quoteRemote(error.message, secrets) };
  return {
    finding: { status: "ok", found: `${address} answers with a refusal (${status} ${code}).` },
    refusal,
  };
}

/**
 * Says what to do where a server doesn't answer.
 *
 * @param proxy - the variable that has agents ask a proxy for it, if any
 */
export function mendServerConnection(kind: ConnectionFailureKind, proxy: string | undefined): string {
  return proxy === undefined
    ? remedies[kind]
    : `This asks it directly, and an agent would ask the proxy that ${proxy} names: its log says whether that works. ` +
        `Where the way should be a direct one: ${remedies[kind]}`;
}

const elsewhere = "Where it listens at another address, give that with --endpoint.";

const remedies: Readonly<Record<ConnectionFailureKind, string>> = {
  refused: `Start it: eks-auth serve --config FILE. ${elsewhere}`,
  unreachable: `Check the network between this machine and the server. ${elsewhere}`,
  silent: `Check firewalls between this machine and the server. ${elsewhere}`,
  slow: "It hangs, or what it waits for does: its log says more. Agents give up after 1 s.",
  "unknown name": "Correct the name in --endpoint.",
  certificate:
    "NODE_EXTRA_CA_CERTS=FILE has this command trust an authority; an agent has --ca-file for that.",
  "other protocol": "Something else listens there, or http and https are mixed up. Correct --endpoint.",
  "broken off": "Something else listens there, or a proxy is between. The server's log says more.",
};
