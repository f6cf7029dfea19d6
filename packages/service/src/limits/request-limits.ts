import { FairRate, maxClients, type RequestLimit, TokenBucket } from "@eks-auth/server-runtime/rate-limits";
import type { Caller } from "../callers/caller.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import { RequestLimitError } from "./request-limit-error.ts";

/** How many requests are allowed. */
export interface RequestLimitsConfig {
  /** Of one caller for one cluster. The nodes of a service account are counted separately. */
  readonly perCaller: RequestLimit;
  /** For one cluster. Callers share it fairly: a caller below its share is not refused because of others. */
  readonly perCluster: RequestLimit;
}

/** A cluster by which requests are counted. It must be the same object each time. */
type LimitedCluster = { readonly name: string };

/** A caller by which requests are counted. */
type LimitedCaller = Pick<Caller, "name" | "node" | "token">;

/** What a caller has left at a cluster. */
interface Allowance {
  readonly requests: TokenBucket;
  readonly share: TokenBucket;
}

/**
 * Limits the requests of each caller and for each cluster. Only authenticated callers have an entry, so that clients that
 * can't be known neither take memory nor use up a cluster's limit.
 */
export class RequestLimits {
  readonly #config: RequestLimitsConfig;
  /** Entries end with their clusters. */
  readonly #clusters = new WeakMap<object, ClusterLimits>();

  constructor(config: RequestLimitsConfig) {
    this.#config = config;
  }

  /**
   * Counts a request.
   *
   * @param cluster - the cluster in the path; the caller is allowed to call for it
   * @throws RequestLimitError if the caller, or all callers of the cluster together, are over their limit
   */
  require(cluster: LimitedCluster, caller: LimitedCaller): void {
    this.#limitsOf(cluster).require(caller);
  }

  /**
   * Counts a request only against the cluster's limit, which service accounts share: callers are not authenticated.
   *
   * @param token - valid
   * @throws RequestLimitError if there are too many requests for the cluster
   */
  requireOfCluster(
    cluster: LimitedCluster,
    token: Pick<VerifiedToken, "namespace" | "serviceAccount">,
  ): void {
    this.#limitsOf(cluster).requireOfCluster(`${token.namespace}/${token.serviceAccount}`);
  }

  #limitsOf(cluster: LimitedCluster): ClusterLimits {
    let limits = this.#clusters.get(cluster);
    if (limits === undefined) {
      limits = new ClusterLimits(this.#config, cluster.name);
      this.#clusters.set(cluster, limits);
    }
    return limits;
  }
}

class ClusterLimits {
  readonly #config: RequestLimitsConfig;
  readonly #cluster: string;
  readonly #rate: FairRate;
  /** The least recent first. */
  readonly #callers = new Map<string, Allowance>();

  constructor(config: RequestLimitsConfig, cluster: string) {
    this.#config = config;
    this.#cluster = cluster;
    this.#rate = new FairRate(config.perCluster);
  }

  require({ name, node, token }: LimitedCaller): void {
    // The agents of all nodes have the name of their service account. Before Kubernetes 1.30, tokens name no node.
    const id = `${name} ${node?.name ?? token?.pod.uid ?? ""}`;
    const { requests, share } = this.#findAllowance(id);
    if (!requests.tryTake()) {
      throw new RequestLimitError("caller_rate_limited", {
        who: node === undefined ? name : `${name} on the node ${node.name}`,
        limit: this.#config.perCaller,
        waitSeconds: requests.secondsUntilNext,
      });
    }
    this.#requireShare(id, share);
  }

  requireOfCluster(id: string): void {
    this.#requireShare(id, this.#findAllowance(id).share);
  }

  #requireShare(id: string, share: TokenBucket): void {
    if (!this.#rate.tryTake(id, share)) {
      throw new RequestLimitError("cluster_rate_limited", {
        who: this.#cluster,
        limit: this.#config.perCluster,
        waitSeconds: this.#rate.secondsUntilNext(share),
      });
    }
  }

  #findAllowance(id: string): Allowance {
    const allowance = this.#callers.get(id) ?? {
      requests: new TokenBucket(this.#config.perCaller),
      share: this.#rate.createShare(),
    };
    this.#callers.delete(id);
    this.#forgetIdle();
    this.#callers.set(id, allowance);
    return allowance;
  }

  /** Forgets callers that have everything left, which is what a new one has. */
  #forgetIdle(): void {
    for (const [id, { requests, share }] of this.#callers) {
      const isIdle = requests.isFull && share.isFull;
      if (!isIdle && this.#callers.size < maxClients) {
        break;
      }
      this.#callers.delete(id);
    }
  }
}
