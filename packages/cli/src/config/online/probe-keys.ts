import {
  type ClusterConfig,
  describeUnusableKeys,
  type KeySet,
  openClusterApiServer,
  openClusterIssuer,
} from "@eks-auth/service";
import type { Finding } from "../../findings/finding.ts";
import { collectProblems } from "../configuration.ts";

type ApiServer = Awaited<ReturnType<typeof openClusterApiServer>>;

/** Fetches the keys of a cluster as the service does: from the issuer, a URL or the API server, within 5 s. */
export async function probeKeys(cluster: ClusterConfig): Promise<Finding> {
  if (cluster.keys?.file !== undefined) {
    return { status: "skipped", found: `The keys are in ${cluster.keys.file}.` };
  }
  let keySet: KeySet | undefined;
  let failure: string | undefined;
  let apiServer: ApiServer | undefined;
  const { value: opened, problems } = await collectProblems(
    openClusterIssuer(cluster, {
      stateDirectory: undefined,
      onLogEvent({ code, message }) {
        failure = code === "keys_unavailable" ? message : failure;
      },
      onKeySet(fetched) {
        keySet = fetched;
      },
      async openApiServer() {
        apiServer = await openClusterApiServer(cluster);
        return apiServer;
      },
    }),
  );
  try {
    await opened?.keys.refresh();
  } finally {
    opened?.keys.close();
    apiServer?.close();
  }
  return keySet === undefined
    ? explainFailure(failure ?? problems.join(" "), cluster)
    : describeKeys(keySet, cluster.issuer ?? keySet.issuer ?? "");
}

function explainFailure(found: string, { name, issuer }: ClusterConfig): Finding {
  const remedy =
    issuer === undefined
      ? `Without keys, each token of the cluster ${name} is refused. Check its apiServer.`
      : `Without keys, each token of the cluster ${name} is refused. Make the issuer reachable, or set keys.url, keys.file or keys.caFile.`;
  return { status: "failed", code: "keys_unavailable", found, remedy };
}

function describeKeys(keySet: KeySet, issuer: string): Finding {
  const count = keySet.usable.length;
  const unusable = describeUnusableKeys(keySet);
  const found = `${count} usable ${count === 1 ? "key" : "keys"} of ${issuer}.${unusable === undefined ? "" : ` ${unusable}`}`;
  if (count === 0) {
    const remedy = "So each token is refused. Check that the URL of the keys is right.";
    return { status: "failed", code: "keys_unavailable", found, remedy };
  }
  return { status: "ok", found };
}
