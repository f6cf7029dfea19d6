import { KubernetesApiError, type KubernetesErrorCode } from "@eks-auth/kubernetes";
import { type ClusterConfig, openClusterApiServer } from "@eks-auth/service";
import { associationGroup, associationVersion, podIdentityAssociations } from "@eks-auth/service/kubernetes";
import type { Finding } from "../../findings/finding.ts";
import type { FindingCode } from "../../findings/finding-codes.ts";
import { collectProblems } from "../configuration.ts";
import { probeTimeoutMs } from "./probe.ts";

/**
 * Asks the API server of a cluster: for an association if they are resources, otherwise for its version.
 *
 * @returns undefined if the service does not call it
 */
export async function probeApiServer(cluster: ClusterConfig): Promise<Finding | undefined> {
  if (cluster.apiServer === undefined && cluster.issuer !== undefined && cluster.associations !== undefined) {
    return undefined;
  }
  const { value: apiServer, problems } = await collectProblems(openClusterApiServer(cluster));
  if (apiServer === undefined) {
    return fail("api_server_unreachable", problems.join(" "), "Fix apiServer of the cluster.");
  }
  const hasResources = cluster.associations === undefined;
  const path = hasResources ? associationsPath : "version";
  const query = hasResources ? { limit: 1 } : {};
  try {
    await apiServer.request({ path, query, timeoutMs: probeTimeoutMs });
    const what = hasResources ? " and lists its associations" : "";
    return { status: "ok", found: `${apiServer.url.replace(/\/$/, "")} answers${what}.` };
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) {
      throw error;
    }
    const [code, remedy] = meanings[error.code] ?? unreachable;
    return fail(code, error.message, remedy);
  } finally {
    apiServer.close();
  }
}

const associationsPath = `apis/${associationGroup}/${associationVersion}/${podIdentityAssociations.plural}`;

function fail(code: FindingCode, found: string, remedy: string): Finding {
  return { status: "failed", code, found, remedy };
}

type Meaning = readonly [code: FindingCode, remedy: string];

const unreachable: Meaning = [
  "api_server_unreachable",
  "Check apiServer.url and apiServer.caFile of the cluster, and the network.",
];

const meanings: Readonly<Partial<Record<KubernetesErrorCode, Meaning>>> = {
  unauthorized: [
    "api_server_refuses",
    "Check the token of apiServer.tokenFile: is it of this cluster, and valid?",
  ],
  forbidden: [
    "api_server_refuses",
    "Grant the service account what the chart's Roles grant: see docs/kubernetes.md.",
  ],
  not_found: [
    "resources_missing",
    "Install the CustomResourceDefinitions: the Helm chart eks-auth has them.",
  ],
  token_unusable: ["api_server_refuses", "Check apiServer.tokenFile of the cluster."],
};
