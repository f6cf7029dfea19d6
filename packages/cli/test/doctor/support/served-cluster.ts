import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { openConfiguredService } from "@eks-auth/service";
import { expect, vi } from "vitest";
import { withReasonHeader } from "../../../src/serve/reason-header.ts";
import { type DoctorFixture, pod } from "./doctor-fixture.ts";

/** A server that runs with a configuration file and the embedded issuer. */
export interface ServedCluster {
  /** The configuration file's path. */
  readonly config: string;
  readonly url: string;
}

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

/** Starts a server for that cluster, as `eks-auth serve` does. */
export async function serveCluster(fixture: DoctorFixture): Promise<ServedCluster> {
  const config = await writeConfig(fixture);
  const service = await openConfiguredService(config, { onGrant() {}, onRefusal() {}, onLogEvent() {} });
  const handler = createEKSAuthFrontendHandler(withReasonHeader(service));
  const url = await fixture.startServer(createNodeListener(handler));
  fixture.onStop(async () => service.close());
  // The first request fetches the cluster's keys. On a busy machine that can take longer than the request waits.
  await vi.waitFor(async () => expect((await exchangeToken(fixture, url)).status).toBe(200), {
    timeout: 30_000,
  });
  return { config, url };
}

async function exchangeToken({ cluster }: DoctorFixture, url: string): Promise<Response> {
  return fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: await cluster.mintToken(pod) }),
  });
}
