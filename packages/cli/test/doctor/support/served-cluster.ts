import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { openConfiguredService } from "@eks-auth/service";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { beforeAll, expect, vi } from "vitest";
import { type DoctorFixture, pod } from "./doctor-fixture.ts";

/** The parts of a configuration that tests change. */
interface ConfigOptions {
  /** The first part of the files' names. */
  readonly name?: string;
  readonly issuer?: string;
  /** More keys of the cluster, in YAML. */
  readonly keys?: string;
  /** In YAML. */
  readonly listen?: string;
}

/** Writes the configuration of the cluster `edge`, in which the pod has the role `cart`. */
export async function writeConfig(
  { folder, cluster }: DoctorFixture,
  { name = "edge", issuer = cluster.issuer, keys = "", listen = "{ port: 0 }" }: ConfigOptions = {},
): Promise<string> {
  await folder.write(
    `${name}-associations.yaml`,
    `associations:\n  - { namespace: ${pod.namespace}, serviceAccount: ${pod.serviceAccount}, roleArn: "arn:aws:iam::111122223333:role/cart" }\n`,
  );
  return folder.write(
    `${name}.yaml`,
    `listen: ${listen}\ncredentials: { embedded: { keyFile: session-key.pem } }\nclusters:\n  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: ${name}-associations.yaml${keys} }\n`,
  );
}

/** A server for that cluster, as `eks-auth serve` starts it, which runs during all tests of a file. */
export class ServedCluster {
  /** The configuration file's path. */
  config!: string;
  url!: string;

  constructor(fixture: DoctorFixture) {
    beforeAll(async () => {
      this.config = await writeConfig(fixture);
      const hooks = { onDecision() {}, onRejectedCaller() {}, onLogEvent() {} };
      const service = await openConfiguredService(this.config, hooks);
      const handler = createEKSAuthFrontendHandler(service);
      this.url = await fixture.startServer(createNodeListener(handler));
      fixture.onStop(async () => service.close());
      // The first request fetches the cluster's keys. On a busy machine that can take longer than the request waits.
      const exchange = async () =>
        expect((await exchangeToken(this.url, "edge", fixture.cluster)).status).toBe(200);
      await vi.waitFor(exchange, { timeout: 30_000 });
    });
  }
}

/** Asks a server for the credentials of the pod, with a token of a cluster. */
export async function exchangeToken(
  url: string,
  clusterName: string,
  cluster: DevCluster,
): Promise<Response> {
  return fetch(`${url}/clusters/${clusterName}/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: await cluster.mintToken(pod) }),
  });
}
