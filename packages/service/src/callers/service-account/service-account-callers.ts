import type { RawRequest } from "@eks-auth/server";
import { readLabel } from "@eks-auth/server-runtime";
import { callerTokenHeader } from "@eks-auth/transport";
import { type CachedKeySource, IssuerUnavailableError, type TokenIssuer } from "../../keys/key-source.ts";
import { UnknownKeyError } from "../../keys/unknown-key.ts";
import { serviceAccountSubject } from "../../names/kubernetes.ts";
import { claimRulesOf } from "../../token/claim-checks.ts";
import { ExpiredTokenError, InvalidTokenError } from "../../token/token-error.ts";
import { verifyClaims } from "../../token/verify-token.ts";
import { CallerError } from "../caller-error.ts";
import type { AuthenticateCaller } from "../caller-method.ts";
import { type VerifiedCaller, VerifiedCallers } from "./verified-callers.ts";

/** A cluster whose agents can call with a service-account token. */
export interface CallerCluster extends TokenIssuer {
  readonly name: string;
  readonly keys: CachedKeySource;
  /** Whether another cluster has one of its keys. Who can sign for that one could sign for this one's agents. */
  hasSharedKeys(): boolean;
}

/** Which service-account tokens are those of agents. */
export interface ServiceAccountCallersOptions {
  /** The only audience of a token. */
  readonly audience: string;
  readonly namespace: string;
  /** The name of the service account. */
  readonly name: string;
  /** The clusters by name. A token is verified only with the keys of the cluster in the path, and is valid only for it. */
  readonly clusters: ReadonlyMap<string, CallerCluster>;
  /** The current time; by default that of the system. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Creates the method that authenticates agents by their own service-account token, which is bound to the agent's pod.
 * Verified tokens are cached.
 */
export function createServiceAccountCallers(options: ServiceAccountCallersOptions): AuthenticateCaller {
  const { clusters, now = () => new Date() } = options;
  const verified = new VerifiedCallers();
  return (request) => {
    const token = request.header(callerTokenHeader);
    if (token === undefined) {
      return undefined;
    }
    const cluster = requireUsableCluster(clusters.get(readClusterName(request)));
    const time = now();
    return verified.resolve(cluster.name, token, time.getTime(), () => verify(token, cluster, options, time));
  };
}

/** Decodes the cluster's name like the operation. A name that can't be decoded is that of no cluster. */
function readClusterName(request: RawRequest): string {
  try {
    return readLabel(request, 0, "clusterName");
  } catch {
    return "";
  }
}

function requireUsableCluster(cluster: CallerCluster | undefined): CallerCluster {
  if (cluster === undefined) {
    throw new CallerError(
      "cluster_not_allowed",
      "The agent asks for a cluster that the service does not have. Correct the agent's cluster name, or add the cluster.",
    );
  }
  if (cluster.hasSharedKeys()) {
    throw new CallerError(
      "caller_keys_shared",
      `The cluster ${cluster.name} shares a key with another cluster, whose agents could call as agents of this one. ` +
        "Give each cluster its own keys, or use another method for its agents.",
    );
  }
  return cluster;
}

async function verify(
  token: string,
  cluster: CallerCluster,
  { audience, namespace, name }: ServiceAccountCallersOptions,
  now: Date,
): Promise<VerifiedCaller> {
  const getRules = () => claimRulesOf(cluster, now, { name: audience, isOnly: true });
  const keys = cluster.keys.track();
  try {
    const { subject, claims } = await verifyClaims(token, keys, getRules);
    if (subject.namespace !== namespace || subject.serviceAccount !== name) {
      const found = `${subject.namespace}/${subject.serviceAccount}`;
      const message = `It is of the service account ${found}, and callers.serviceAccount allows only ${namespace}/${name}.`;
      throw new InvalidTokenError("subject", message);
    }
    const caller = {
      method: "serviceAccount",
      name: serviceAccountSubject(namespace, name),
      clusters: new Set([cluster.name]),
      node: subject.node,
      token: subject,
    } as const;
    // The check of the expiry has checked that it is a number.
    const expiresAt = (claims.exp as number) * 1000;
    return { caller, keys, verifiedAt: now.getTime(), expiresAt };
  } catch (error) {
    throw toCallerError(error, cluster.name);
  }
}

/**
 * An unknown key is an invalid token here, and not a reason to try again: anyone can name a key that does not exist, and
 * could find out so which clusters exist. An agent keeps its pods' credentials in both cases.
 */
function toCallerError(error: unknown, cluster: string): unknown {
  if (error instanceof IssuerUnavailableError) {
    return new CallerError("caller_keys_unavailable", error.message, { cause: error });
  }
  const isInvalid =
    error instanceof InvalidTokenError ||
    error instanceof ExpiredTokenError ||
    error instanceof UnknownKeyError;
  if (!isInvalid) {
    return error;
  }
  const message = `The agent's token for the cluster ${cluster} is not valid: ${error.message}`;
  return new CallerError("caller_token_invalid", message, { cause: error });
}
