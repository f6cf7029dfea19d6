import type { PodToken } from "@eks-auth/agent/token";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient, EKSAuthServiceException } from "@eks-auth/client";
import { describeAddress } from "../../network/address.ts";
import { explainConnectionFailure } from "../../network/connection-failure.ts";
import { findProxy } from "../../network/find-proxy.ts";
import { quoteRemote } from "../../network/quote-remote.ts";
import { sdkTimeLimits } from "../../network/sdk-time-limits.ts";
import { type Asked, failToAsk } from "../asked.ts";
import { mendServerConnection } from "./mend-connection.ts";

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
