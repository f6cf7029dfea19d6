import type { AssumeRoleForPodIdentityResponse, EKSAuthFrontendService } from "@eks-auth/server";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { CredentialIssuer } from "../credentials/credential-issuer.ts";
import { createSessionName, type SessionNamer } from "../credentials/session-name.ts";
import { type RunStep, runUnobserved } from "../observation/run-step.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import {
  assumeRoleForPodIdentity,
  type Cluster,
  type OperationContext,
} from "./assume-role-for-pod-identity.ts";
import type { Grant, Refusal } from "./decision.ts";
import { toModelledError } from "./modelled-errors.ts";

/** Options of {@link createPodIdentityService}. */
export interface PodIdentityServiceOptions {
  /** The clusters whose pods can get credentials, each with a different name. */
  readonly clusters: readonly Cluster[];
  /** Issues the credentials. */
  readonly credentials: CredentialIssuer;
  /** Names the sessions; `eks-CLUSTER-POD-UUID` by default. */
  readonly nameSession?: SessionNamer | undefined;
  /**
   * Called for each refused request, with more detail than the caller gets. The response waits for it; if it throws, the
   * response is a 500.
   */
  readonly onRefusal: (refusal: Refusal) => void | Promise<void>;
  /**
   * Called for each request that gets credentials. The response waits for it. If it throws AuditUnavailableError, the
   * response is a 503; if it throws anything else, a 500.
   */
  readonly onGrant?: ((grant: Grant) => void | Promise<void>) | undefined;
  /** Runs the steps of a request, to observe them. */
  readonly runStep?: RunStep | undefined;
  /** The current time; by default that of the system. */
  readonly now?: () => Date;
}

/**
 * Creates the implementation of the service for the generated stub of `@eks-auth/server`.
 *
 * @throws Error if two clusters have the same name
 * @example
 * createEKSAuthFrontendHandler(createPodIdentityService({ clusters, credentials, onRefusal }));
 */
export function createPodIdentityService(options: PodIdentityServiceOptions): EKSAuthFrontendService {
  const { onRefusal, onGrant } = options;
  const context: OperationContext = {
    clusters: indexClusters(options.clusters),
    issuance: {
      issuer: options.credentials,
      nameSession: options.nameSession ?? createSessionName,
      flights: new SingleFlight(),
    },
    runStep: options.runStep ?? runUnobserved,
    now: options.now ?? (() => new Date()),
  };
  return {
    async assumeRoleForPodIdentity(input, { requestId }) {
      const { clusterName } = input;
      let pod: VerifiedToken | undefined;
      try {
        const response = await assumeRoleForPodIdentity(context, input, (token) => {
          pod = token;
        });
        await onGrant?.(toGrant(clusterName, requestId, response));
        return response;
      } catch (error) {
        const modelled = toModelledError(error);
        if (modelled === undefined) {
          throw error;
        }
        await onRefusal({ clusterName, requestId, error: modelled.error.name, reason: modelled.reason, pod });
        throw modelled.error;
      }
    },
  };
}

function indexClusters(clusters: readonly Cluster[]): Map<string, Cluster> {
  const index = new Map<string, Cluster>();
  for (const cluster of clusters) {
    if (index.has(cluster.name)) {
      throw new Error(`Two clusters have the name ${cluster.name}. Names must be unique.`);
    }
    index.set(cluster.name, cluster);
  }
  return index;
}

/** Leaves the secrets of a response out. */
function toGrant(cluster: string, requestId: string, response: AssumeRoleForPodIdentityResponse): Grant {
  const { subject, podIdentityAssociation, assumedRoleUser, credentials } = response;
  return {
    cluster,
    requestId,
    namespace: subject.namespace,
    serviceAccount: subject.serviceAccount,
    association: podIdentityAssociation.associationId,
    assumedRole: assumedRoleUser.arn,
    expiration: credentials.expiration,
  };
}
