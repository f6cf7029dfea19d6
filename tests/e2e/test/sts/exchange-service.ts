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
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } };

/** The service over HTTP, with its client, for the pod shop/cart-0 of the cluster prod. */
export interface ExchangeService {
  /** Exchanges a token of the pod for credentials, with an association of this role and these members. */
  exchange(role: RoleArn, members?: Partial<Association>): Promise<AssumeRoleForPodIdentityCommandOutput>;
  /** The refusals that the operator sees. */
  readonly refusals: Refusal[];
  stop(): Promise<void>;
}

/** @param sts - the URL of its STS */
export async function startExchangeService(sts: string): Promise<ExchangeService> {
  const refusals: Refusal[] = [];
  let association: Association | undefined;
  const devCluster = await startDevCluster();
  const { issuer } = devCluster;
  const service = createPodIdentityService({
    clusters: [
      { ...cluster, issuer, keys: createIssuerKeys(issuer), associations: { find: async () => association } },
    ],
    // On a busy machine moto can take longer than the default timeout.
    credentials: createStsIssuer({ region: "eu-west-1", endpoint: sts, timeoutMs: 10_000 }),
    onDecision: (decision) => void (decision.outcome === "refused" && refusals.push(decision)),
  });
  const server = await listenOnLoopback(createNodeListener(createEKSAuthFrontendHandler(service)));
  const client = new EKSAuthClient({
    endpoint: server.url,
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
      await server[Symbol.asyncDispose]();
      await devCluster.stop();
    },
  };
}
