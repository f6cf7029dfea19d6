import type { AssumeRoleForPodIdentityResponse, EKSAuthFrontendService } from "@eks-auth/server";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { CredentialIssuer } from "../credentials/credential-issuer.ts";
import { nameSession, type SessionNamer } from "../credentials/session-name.ts";
import type { Cluster } from "../names/arn.ts";
import { assumeRoleForPodIdentity, type OperationParts } from "./assume-role-for-pod-identity.ts";
import { describeGrant, type Grant } from "./decision.ts";
import { answerRefusal, type Refusal } from "./modelled-errors.ts";

/** What a service is made of. */
export interface PodIdentityServiceOptions {
  /** The clusters whose pods may have credentials, each with a name of its own. */
  readonly clusters: readonly Cluster[];
  /** Where credentials come from. */
  readonly credentials: CredentialIssuer;
  /** Names the sessions; `eks-CLUSTER-POD-UUID` where it is left out. */
  readonly nameSession?: SessionNamer | undefined;
  /**
   * Called for each refused request, with what the answer doesn't tell. The answer waits for it; where it throws,
   * the answer is a 500.
   */
  readonly onRefusal: (refusal: Refusal) => void | Promise<void>;
  /** Called for each request that gets credentials. The answer waits for it; where it throws, the answer is a 500. */
  readonly onGrant?: ((grant: Grant) => void | Promise<void>) | undefined;
  /** The time; the machine's where it is left out. */
  readonly now?: () => Date;
}

/**
 * Makes the service that the generated stub of `@eks-auth/server` calls.
 *
 * @throws Error where two clusters have the same name
 * @example
 * createEKSAuthFrontendHandler(createPodIdentityService({ clusters, credentials, onRefusal }));
 */
export function createPodIdentityService(options: PodIdentityServiceOptions): EKSAuthFrontendService {
  const { onRefusal, onGrant } = options;
  const parts: OperationParts = {
    clusters: indexClusters(options.clusters),
    issuance: {
      issuer: options.credentials,
      nameSession: options.nameSession ?? nameSession,
      flights: new SingleFlight(),
    },
    now: options.now ?? (() => new Date()),
  };
  return {
    async assumeRoleForPodIdentity(input, { requestId }) {
      const { clusterName } = input;
      let response: AssumeRoleForPodIdentityResponse;
      try {
        response = await assumeRoleForPodIdentity(parts, input);
      } catch (error) {
        const refusal = answerRefusal(error);
        if (refusal === undefined) {
          throw error;
        }
        const { answer, reason } = refusal;
        await onRefusal({ clusterName, requestId, answer: answer.name, reason });
        throw answer;
      }
      await onGrant?.(describeGrant(clusterName, requestId, response));
      return response;
    },
  };
}

function indexClusters(clusters: readonly Cluster[]): Map<string, Cluster> {
  const index = new Map<string, Cluster>();
  for (const cluster of clusters) {
    if (index.has(cluster.name)) {
      throw new Error(`Two clusters are called ${cluster.name}; callers tell clusters apart by name alone.`);
    }
    index.set(cluster.name, cluster);
  }
  return index;
}
