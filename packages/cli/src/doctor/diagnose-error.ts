import type { PodIdentity } from "@eks-auth/agent/token";
import { clockRemedy } from "../findings/clocks.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import type { CheckName, ErrorResponse, Responder } from "./check.ts";
import { type Rule, rules } from "./error-rules.ts";

/** The check that an error response is about. */
export interface Diagnosis {
  readonly check: CheckName;
  readonly by: Responder;
  readonly code: FindingCode;
  readonly found: string;
  readonly remedy: string;
}

/** A pod whose request got an error response, and what is known of its cluster. */
export interface RejectedRequest {
  readonly pod: PodIdentity;
  readonly tokenFile: string;
  readonly options: { readonly config?: string | undefined; readonly cluster?: string | undefined };
  /** The clusters of the configuration, if it was given. */
  readonly clusters?: readonly string[] | undefined;
}

/** Finds the check that an error response is about, and how to fix the error. Decides on codes and the status only. */
export function diagnoseError(response: ErrorResponse, request: RejectedRequest): Diagnosis {
  const { by, clock, cluster } = response;
  const found = formatResponse(response);
  const rule = [...response.reasons, response.code]
    .map((code) => rules.find((each) => matches(each, code, response)))
    .find((each) => each !== undefined);
  if (rule === undefined) {
    return { check: by, by, code: "unknown_error", found, remedy: `See the log of the ${by}.` };
  }
  if (clock !== undefined && rule.dependsOn?.includes("clock")) {
    const check = response.reasons.includes("expired_token") ? "agent" : "server";
    return {
      check,
      by,
      code: "clocks_differ",
      found: `${clock} So ${lowerFirst(found)}`,
      remedy: clockRemedy,
    };
  }
  const expected = request.options.cluster;
  const isOther = cluster !== undefined && expected !== undefined && cluster !== expected;
  if (isOther && rule.dependsOn?.includes("cluster")) {
    return {
      check: "agent",
      by,
      code: "cluster_differs",
      found: `The agent asks the server for the cluster ${cluster}, but the pod's is ${expected}. So ${lowerFirst(found)}`,
      remedy: `Start the agent with --cluster ${expected}.${request.clusters?.includes(cluster) === false ? "" : ` If the pod's cluster is ${cluster}, use --cluster ${cluster} here.`}`,
    };
  }
  const { check, code, remedy } = rule;
  const named = rule.dependsOn?.includes("cluster") ? formatCluster(response, request) : "";
  return {
    ...{ check, by, code, found: `${found}${named}` },
    remedy: typeof remedy === "string" ? remedy : remedy(request, response),
  };
}

/** Names the cluster that the server was asked for, and those that it has, if the user has its configuration. */
function formatCluster({ cluster, by }: ErrorResponse, { options, clusters }: RejectedRequest): string {
  if (cluster === undefined) {
    return "";
  }
  const known = clusters === undefined ? "" : ` ${options.config} has ${clusters.join(", ") || "none"}.`;
  return ` The ${by === "agent" ? "agent asked the server" : "server was asked"} for the cluster ${cluster}.${known}`;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function matches({ by, status, codes }: Rule, code: string, response: ErrorResponse): boolean {
  return (
    (by ?? response.by) === response.by &&
    (status ?? response.status) === response.status &&
    (codes?.includes(code) ?? true)
  );
}

function formatResponse({ by, status, code, message }: ErrorResponse): string {
  return `The ${by} responds ${status} ${code}${message === "" ? "." : `: ${message}`}`;
}
