import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { FakeSts } from "@eks-auth/test-kit/fake-sts";
import { listPods } from "../../programs/sample-pods.ts";
import type { LoadRequest } from "../measure/load.ts";

/** The environment of the service's measurements. */
export interface ServiceEnvironment {
  /** Signs tokens and publishes the keys. */
  readonly issuer: DevCluster;
  /** The URL of a fake STS, which returns credentials at once. */
  readonly stsEndpoint: string;
}

/** Starts the issuer and the fake STS. */
export async function prepareServiceEnvironment(
  resources: AsyncDisposableStack,
): Promise<ServiceEnvironment> {
  const issuer = resources.adopt(await startDevCluster(), (cluster) => cluster.stop());
  const sts = resources.use(await FakeSts.start());
  return { issuer, stsEndpoint: sts.url };
}

/** Signs the tokens of some pods, with RS256 and 2048 bits. */
export async function signTokens(issuer: DevCluster, pods: number): Promise<string[]> {
  const tokens: string[] = [];
  for (const pod of listPods(pods)) {
    tokens.push(await issuer.mintToken(pod));
  }
  return tokens;
}

/** Creates the request that exchanges a token for credentials. */
export function createTokenRequest(clusterName: string, token: string): LoadRequest {
  return {
    method: "POST",
    path: `/clusters/${clusterName}/assume-role-for-pod-identity`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  };
}
