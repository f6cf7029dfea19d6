import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { openConfiguredService } from "@eks-auth/service";
import { expect, vi } from "vitest";
import { type DoctorFixture, pod } from "./doctor-fixture.ts";

/** A server that works by a configuration file, with the embedded issuer. */
export interface ServedCluster {
  readonly config: string;
  readonly url: string;
}

/** What differs from the usual. */
export interface ConfigOptions {
  /** What the files are called. */
  readonly name?: string;
  readonly issuer?: string;
  /** More keys of the cluster, YAML. */
  readonly keys?: string;
  /** YAML. */
  readonly listen?: string;
}

const embedded = "{ embedded: { keyFile: session-key.pem } }";

/** Writes the configuration of a cluster named edge, where the pod has the role cart. */
export async function writeConfig(
  fixture: DoctorFixture,
  { name = "edge", issuer = fixture.cluster.issuer, keys = "", listen = "{ port: 0 }" }: ConfigOptions = {},
): Promise<string> {
  await fixture.write(
    `${name}-associations.yaml`,
    `associations:\n  - { namespace: ${pod.namespace}, serviceAccount: ${pod.serviceAccount}, roleArn: "arn:aws:iam::111122223333:role/cart" }\n`,
  );
  return fixture.write(
    `${name}.yaml`,
    `listen: ${listen}\ncredentials: ${embedded}\nclusters:\n  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: ${name}-associations.yaml${keys} }\n`,
  );
}

/** Serves that cluster. */
export async function serveCluster(fixture: DoctorFixture): Promise<ServedCluster> {
  const config = await writeConfig(fixture);
  const service = await openConfiguredService(config, { onGrant() {}, onRefusal() {}, onLogEvent() {} });
  const url = await fixture.startServer(createNodeListener(createEKSAuthFrontendHandler(service)));
  fixture.onStop(async () => service.close());
  // Its first request reads the cluster's keys, and on a busy machine that may take longer than it waits.
  await vi.waitFor(async () => expect((await exchange(fixture, url)).status).toBe(200), { timeout: 30_000 });
  return { config, url };
}

async function exchange(fixture: DoctorFixture, url: string): Promise<Response> {
  return fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: await fixture.cluster.mintToken(pod) }),
  });
}
