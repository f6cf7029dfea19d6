import type {
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse,
  EKSAuthFrontendService,
} from "@eks-auth/server";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { Association } from "../associations/association.ts";
import type { Caller } from "../callers/caller.ts";
import type { CredentialIssuer } from "../credentials/credential-issuer.ts";
import { createSessionName, type SessionNamer } from "../credentials/session-name.ts";
import type { RequestLimits } from "../limits/request-limits.ts";
import { type RunStep, runUnobserved } from "../observation/run-step.ts";
import type { DenyList } from "../revocation/deny-list.ts";
import {
  assumeRoleForPodIdentity,
  type Cluster,
  type Findings,
  type OperationContext,
} from "./assume-role-for-pod-identity.ts";
import type { DecidedAssociation, DecidedRequest, Decision, Grant, Refusal } from "./decision.ts";
import { createTrace, type OnExchange } from "./exchange-trace.ts";
import { toResponseError } from "./modelled-errors.ts";
import { UnexpectedError } from "./unexpected-error.ts";

/** Options of {@link createPodIdentityService}. */
export interface PodIdentityServiceOptions {
  /** The clusters whose pods can get credentials, each with a different name. */
  readonly clusters: readonly Cluster[];
  /** Issues the credentials. */
  readonly credentials: CredentialIssuer;
  /** Names the sessions; `eks-CLUSTER-POD-UUID` by default. */
  readonly nameSession?: SessionNamer | undefined;
  /**
   * Called for each decision. The response waits for it. If it throws AuditUnavailableError, the response is a 503; if it
   * throws anything else, a 500.
   */
  readonly onDecision: (decision: Decision) => void | Promise<void>;
  /** How many requests are allowed, of each caller and for each cluster; by default there is no limit. */
  readonly limits?: RequestLimits | undefined;
  /** Returns the tokens that are refused although they are valid; by default there are none. */
  readonly getDenyList?: (() => DenyList | undefined) | undefined;
  /** Runs the steps of a request, to observe them. */
  readonly runStep?: RunStep | undefined;
  /** Called for each exchange after its decision was recorded, to explain it. */
  readonly onExchange?: OnExchange | undefined;
  /** The current time; by default that of the system. */
  readonly now?: () => Date;
}

/**
 * Creates the implementation of the service for the generated stub of `@eks-auth/server`. It checks what a caller can do;
 * without an `authenticate` hook, every caller can exchange every token.
 *
 * @throws Error if two clusters have the same name
 * @example
 * createEKSAuthFrontendHandler(createPodIdentityService({ clusters, credentials, onDecision }));
 */
export function createPodIdentityService(
  options: PodIdentityServiceOptions,
): EKSAuthFrontendService<Caller | undefined> {
  const context: OperationContext = {
    clusters: indexClusters(options.clusters),
    issuance: {
      issuer: options.credentials,
      nameSession: options.nameSession ?? createSessionName,
      flights: new SingleFlight(),
    },
    limits: options.limits,
    getDenyList: options.getDenyList ?? (() => undefined),
    runStep: options.runStep ?? runUnobserved,
    now: options.now ?? (() => new Date()),
  };
  const { onExchange } = options;
  async function record(decision: Decision): Promise<void> {
    try {
      await options.onDecision(decision);
    } catch (error) {
      throw toResponseError(error)?.error ?? error;
    }
  }
  /** The decision is recorded, so the caller gets its response also if this fails. */
  function explain(
    decision: Decision,
    input: AssumeRoleForPodIdentityRequest,
    { pod, isLookUpReached = false, association }: Findings,
    failure?: unknown,
  ): void {
    try {
      onExchange?.(() => {
        const cluster = context.clusters.get(input.clusterName);
        return createTrace({ decision, input, failure, pod, isLookUpReached, association, cluster });
      });
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.emitWarning(`An exchange can't be explained: ${redactSecrets(text, [input.token])}`);
    }
  }
  return {
    async assumeRoleForPodIdentity(input, { requestId, context: caller, peer }) {
      const findings: Findings = {};
      const describeRequest = (): DecidedRequest => ({
        time: context.now(),
        requestId,
        cluster: input.clusterName,
        caller,
        clientAddress: peer?.address,
      });
      let response: AssumeRoleForPodIdentityResponse;
      try {
        response = await assumeRoleForPodIdentity(context, input, caller, findings);
      } catch (cause) {
        const expected = toResponseError(cause);
        const refusal: Refusal = {
          ...describeRequest(),
          outcome: "refused",
          error: expected?.error.name ?? "InternalServerException",
          reason: expected?.reason ?? new UnexpectedError(cause),
          pod: findings.pod,
          association: findings.association && describeAssociation(findings.association),
        };
        await record(refusal);
        explain(refusal, input, findings, cause);
        throw expected?.error ?? cause;
      }
      const grant: Grant = { ...describeRequest(), ...describeGrant(findings as Required<Findings>) };
      await record(grant);
      explain(grant, input, findings);
      return response;
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

function describeGrant({
  pod,
  association,
  credentials,
}: Required<Findings>): Omit<Grant, keyof DecidedRequest> {
  const { secretAccessKey, sessionToken, ...others } = credentials;
  return { outcome: "granted", pod, association: describeAssociation(association), credentials: others };
}

function describeAssociation({ id, role, targetRole }: Association): DecidedAssociation {
  return { id, roleArn: role.arn, targetRoleArn: targetRole?.arn };
}
