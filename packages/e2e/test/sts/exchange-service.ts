import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityCommandOutput,
  EKSAuthClient,
} from "@eks-auth/client";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import {
  type Association,
  createIssuerKeys,
  createPodIdentityService,
  createStsIssuer,
  deriveAssociationId,
  type Refusal,
  type RoleArn,
} from "@eks-auth/service";
import { startDevCluster } from "@eks-auth/service/dev-cluster";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } };

/** The whole service on a port, for the pod shop/cart-0 of the cluster prod. */
export interface ExchangeService {
  /** Trades a token of the pod's for credentials, by an association with this role and these members. */
  exchange(role: RoleArn, members?: Partial<Association>): Promise<AssumeRoleForPodIdentityCommandOutput>;
  /** What its operator was told. */
  readonly refusals: Refusal[];
  stop(): Promise<void>;
}

/** @param sts - the URL of the STS that it calls */
export async function startExchangeService(sts: string): Promise<ExchangeService> {
  const refusals: Refusal[] = [];
  let association: Association | undefined;
  const devCluster = await startDevCluster();
  const { issuer } = devCluster;
  const service = createPodIdentityService({
    clusters: [
      { ...cluster, issuer, keys: createIssuerKeys(issuer), associations: { find: async () => association } },
    ],
    // moto is no STS of AWS's: on a busy machine it may take longer than an agent waits.
    credentials: createStsIssuer({ region: "eu-west-1", endpoint: sts, timeoutMs: 10_000 }),
    onRefusal: (refusal) => void refusals.push(refusal),
  });
  const server = createServer(createNodeListener(createEKSAuthFrontendHandler(service)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = new EKSAuthClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "eu-west-1",
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
    maxAttempts: 1,
  });
  return {
    async exchange(role, members = {}) {
      const { namespace, serviceAccount } = pod;
      association = {
        namespace,
        serviceAccount,
        role,
        targetRole: undefined,
        externalId: undefined,
        disableSessionTags: false,
        policy: undefined,
        durationSeconds: undefined,
        ...deriveAssociationId(cluster, namespace, serviceAccount),
        ...members,
      };
      const token = await devCluster.mintToken(pod);
      return client.send(new AssumeRoleForPodIdentityCommand({ clusterName: cluster.name, token }));
    },
    refusals,
    async stop() {
      client.destroy();
      server.close();
      server.closeAllConnections();
      await devCluster.stop();
    },
  };
}
