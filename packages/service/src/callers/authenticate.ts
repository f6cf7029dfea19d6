import type { Authenticate, RawRequest } from "@eks-auth/server";
import type { Caller, CallerMethod, CallerNode } from "./caller.ts";
import { CallerError, type CallerErrorCode, type CallerErrorName, toCallerResponse } from "./caller-error.ts";
import type { AuthenticateCaller, AuthenticatedCaller } from "./caller-method.ts";
import { isSameNode } from "./same-node.ts";

/** A request whose caller was rejected. It holds no secret, so it can be logged. Anyone can cause it. */
export interface RejectedCaller {
  readonly code: CallerErrorCode;
  /** The name of the error that the caller gets. */
  readonly answer: CallerErrorName;
  /** What failed, why and how to fix it, for the operator. */
  readonly message: string;
  /** The IP address of the client, if the host knows it; that of the proxy in front of it, unless the proxy is trusted. */
  readonly address: string | undefined;
}

/** What {@link createAuthenticate} uses. */
export interface AuthenticateOptions {
  /** The configured methods. */
  readonly methods: readonly AuthenticateCaller[];
  /**
   * Whether callers can exchange only tokens of pods on their node. By default callers with a service-account token, and
   * others that have a node.
   */
  readonly sameNode?: boolean | undefined;
  /** Called for each request whose caller is rejected. It must not throw. */
  readonly onRejected: (rejected: RejectedCaller) => void;
}

/**
 * Combines the configured methods to the hook that authenticates callers. All credentials of these methods that a request
 * has must be valid, and must be of the same node. The caller has the clusters that all of them allow, which the operation
 * checks. It throws a ProtocolError, with status 403, if a caller is rejected.
 */
export function createAuthenticate({
  methods,
  sameNode,
  onRejected,
}: AuthenticateOptions): Authenticate<Caller> {
  return async (request) => {
    try {
      return combine(await authenticateAll(methods, request), sameNode);
    } catch (error) {
      if (!(error instanceof CallerError)) {
        throw error;
      }
      const response = toCallerResponse(error);
      const { code, message } = error;
      onRejected({ code, answer: response.name, message, address: request.peer?.address });
      throw response;
    }
  };
}

async function authenticateAll(
  methods: readonly AuthenticateCaller[],
  request: RawRequest,
): Promise<AuthenticatedCaller[]> {
  const callers: AuthenticatedCaller[] = [];
  for (const authenticate of methods) {
    const caller = await authenticate(request);
    if (caller !== undefined) {
      callers.push(caller);
    }
  }
  return callers;
}

function combine([first, ...others]: readonly AuthenticatedCaller[], sameNode: boolean | undefined): Caller {
  if (first === undefined) {
    throw new CallerError(
      "caller_missing",
      "The request has no credentials of a configured method. Configure the client with those of one of the callers.",
    );
  }
  let { clusters, writableClusters, node, token } = first;
  const names = [first.name];
  const methods: CallerMethod[] = [first.method];
  for (const other of others) {
    clusters = intersect(clusters, other.clusters);
    writableClusters =
      writableClusters && other.writableClusters && intersect(writableClusters, other.writableClusters);
    node = mergeNodes(node, other.node);
    token ??= other.token;
    names.push(other.name);
    methods.push(other.method);
  }
  return {
    name: names.join("+"),
    methods,
    clusters,
    ...(writableClusters && { writableClusters }),
    node,
    token,
    sameNode: sameNode ?? (node !== undefined || methods.includes("serviceAccount")),
  };
}

function intersect(one: Caller["clusters"], other: Caller["clusters"]): Caller["clusters"] {
  if (one === "all") {
    return other;
  }
  return other === "all" ? one : new Set([...one].filter((name) => other.has(name)));
}

function mergeNodes(one: CallerNode | undefined, other: CallerNode | undefined): CallerNode | undefined {
  if (one === undefined || other === undefined) {
    return one ?? other;
  }
  if (!isSameNode(one, other)) {
    throw new CallerError(
      "callers_differ",
      `The request has credentials of callers on different nodes: ${one.name} and ${other.name}. Send those of one.`,
    );
  }
  return one.uid === undefined ? other : one;
}
