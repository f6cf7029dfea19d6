import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { type DevCluster, startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import {
  type Cluster,
  createEmbeddedIssuer,
  createIssuerKeys,
  createPodIdentityService,
  generateSessionKeys,
  loadAssociationFile,
  type Refusal,
  type SessionKeys,
} from "../../src/index.ts";

/** The whole service on a port, with two clusters, `blue` and `green`. Records what it reports to its operator. */
export interface TestService {
  readonly blue: DevCluster;
  readonly green: DevCluster;
  readonly sessionKeys: SessionKeys;
  readonly refusals: Refusal[];
  readonly errors: unknown[];
  /** How far the service's clock is ahead of the system's, in seconds. */
  clockAheadSeconds: number;
  /** Calls the operation over HTTP. */
  call(clusterName: string, token: string): Promise<{ status: number; name: string | null; text: string }>;
  stop(): Promise<void>;
}

export async function startTestService(): Promise<TestService> {
  const folder = await makeTempFolder("service");
  const role = "arn:aws:iam::444455556666:role/team/cart";
  const path = await folder.write(
    "associations.yaml",
    `associations: [{ namespace: shop, serviceAccount: cart, roleArn: "${role}" }]`,
  );
  const [blue, green, sessionKeys] = await Promise.all([
    startDevCluster(),
    startDevCluster(),
    generateSessionKeys(),
  ]);

  async function serve(name: string, issuer: string): Promise<Cluster> {
    const identity = { name, region: "eu-west-1", accountId: "111122223333" };
    return {
      ...identity,
      issuer,
      keys: createIssuerKeys(issuer),
      associations: await loadAssociationFile(path, identity),
    };
  }

  const broken: Cluster = {
    ...(await serve("broken", blue.issuer)),
    associations: { find: () => Promise.reject(new Error("The store is broken.")) },
  };
  const refusals: Refusal[] = [];
  const errors: unknown[] = [];
  const now = () => new Date(Date.now() + testService.clockAheadSeconds * 1000);
  const service = createPodIdentityService({
    clusters: [
      await serve("blue", blue.issuer),
      await serve("green", green.issuer),
      await serve("unreachable", "http://127.0.0.1:1"),
      broken,
    ],
    credentials: createEmbeddedIssuer({ keys: sessionKeys, now }),
    onDecision: (decision) => {
      if (decision.outcome === "refused") {
        refusals.push(decision);
      }
    },
    now,
  });
  const handler = createEKSAuthFrontendHandler(service, {
    onError: (error) => {
      errors.push(error);
    },
  });
  const server = await listenOnLoopback(createNodeListener(handler));

  const testService: TestService = {
    blue,
    green,
    sessionKeys,
    refusals,
    errors,
    clockAheadSeconds: 0,
    async call(clusterName, token) {
      const response = await fetch(`${server.url}/clusters/${clusterName}/assume-role-for-pod-identity`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
      return {
        status: response.status,
        name: response.headers.get("x-amzn-errortype"),
        text: await response.text(),
      };
    },
    async stop() {
      await Promise.all([server[Symbol.asyncDispose](), blue.stop(), green.stop(), folder.remove()]);
    },
  };
  return testService;
}
