import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
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

/** The whole service on a port, with two clusters, `blue` and `green`, and what it told its operator. */
export interface TestService {
  readonly blue: DevCluster;
  readonly green: DevCluster;
  readonly sessionKeys: SessionKeys;
  readonly refusals: Refusal[];
  readonly errors: unknown[];
  /** How far the service's clock is ahead of the machine's, in seconds. */
  clockAheadSeconds: number;
  /** Calls the operation over HTTP. */
  call(clusterName: string, token: string): Promise<{ status: number; name: string | null; text: string }>;
  stop(): Promise<void>;
}

export async function startTestService(): Promise<TestService> {
  const directory = await mkdtemp(join(tmpdir(), "service-"));
  const path = join(directory, "associations.yaml");
  const role = "arn:aws:iam::444455556666:role/team/cart";
  await writeFile(path, `associations: [{ namespace: shop, serviceAccount: cart, roleArn: "${role}" }]`);
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
  const now = () => new Date(Date.now() + itself.clockAheadSeconds * 1000);
  const service = createPodIdentityService({
    clusters: [
      await serve("blue", blue.issuer),
      await serve("green", green.issuer),
      await serve("unreachable", "http://127.0.0.1:1"),
      broken,
    ],
    credentials: createEmbeddedIssuer({ privateKey: sessionKeys.privateKey, now }),
    onRefusal: (refusal) => {
      refusals.push(refusal);
    },
    now,
  });
  const handler = createEKSAuthFrontendHandler(service, {
    onError: (error) => {
      errors.push(error);
    },
  });
  const server = createServer(createNodeListener(handler)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const itself: TestService = {
    blue,
    green,
    sessionKeys,
    refusals,
    errors,
    clockAheadSeconds: 0,
    async call(clusterName, token) {
      const response = await fetch(`${origin}/clusters/${clusterName}/assume-role-for-pod-identity`, {
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
      server.close();
      server.closeAllConnections();
      await Promise.all([blue.stop(), green.stop(), rm(directory, { recursive: true })]);
    },
  };
  return itself;
}
