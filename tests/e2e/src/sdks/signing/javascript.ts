import { createRequire } from "node:module";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";
import { EKSAuth } from "@eks-auth/client-light";
import { createRequestSigner } from "@eks-auth/test-kit/request-signer";
import type { SigningCall, SigningClient } from "./signing-client.ts";

/** The generated clients, and a request that the AWS SDK's library signs. They run in this process. */
export async function setUpJavaScriptSigning(): Promise<SigningClient[]> {
  const { version } = createRequire(import.meta.url)("@smithy/signature-v4/package.json");
  return [
    { name: "@eks-auth/client", call: callWithClient },
    { name: "@eks-auth/client-light", call: callWithLightClient },
    { name: `@smithy/signature-v4 ${version}`, call: callByHand },
  ];
}

async function callWithClient({ cluster, token, ...config }: SigningCall): Promise<string> {
  const client = new EKSAuthClient(config);
  const command = new AssumeRoleForPodIdentityCommand({ clusterName: cluster, token });
  try {
    return (await client.send(command)).credentials?.accessKeyId ?? "";
  } catch (error) {
    return (error as Error).name;
  } finally {
    client.destroy();
  }
}

async function callWithLightClient({ cluster, token, ...options }: SigningCall): Promise<string> {
  const client = new EKSAuth(options);
  try {
    return (await client.assumeRoleForPodIdentity({ clusterName: cluster, token })).credentials.accessKeyId;
  } catch (error) {
    return (error as Error).name;
  } finally {
    client.close();
  }
}

async function callByHand({ endpoint, region, cluster, token, credentials }: SigningCall): Promise<string> {
  const { protocol, host, hostname } = new URL(endpoint);
  const path = `/clusters/${cluster}/assume-role-for-pod-identity`;
  const body = JSON.stringify({ token });
  const signer = createRequestSigner({ credentials, region });
  const { headers } = await signer.sign({
    protocol,
    hostname,
    method: "POST",
    path,
    headers: { host, "content-type": "application/json" },
    body,
  });
  const response = await fetch(endpoint + path, { method: "POST", headers, body });
  const { credentials: issued } = (await response.json()) as { credentials?: { accessKeyId: string } };
  return issued?.accessKeyId ?? response.headers.get("x-amzn-errortype") ?? "";
}
