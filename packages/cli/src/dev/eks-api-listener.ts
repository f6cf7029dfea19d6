import { createAWSWesleyFrontendHandler } from "@eks-auth/eks-api-server";
import type { AssociationChange, RefusedRead, WatchedAssociations } from "@eks-auth/service";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { createEksApiService } from "@eks-auth/service/eks-api";
import { type StartedServer, startHttpServer } from "../http/http-server.ts";
import { createApiListener } from "../serve/api-listener.ts";
import { printChange, printError, printRefusedRequest, printRejectedCaller } from "./event-printer.ts";
import { devCluster } from "./sample.ts";

/** Starts the EKS API of a development environment: only for this machine, and without callers. */
export function serveEksApi(
  port: number,
  { issuer }: Pick<DevCluster, "issuer">,
  { editor }: Pick<WatchedAssociations, "editor">,
): Promise<StartedServer> {
  const cluster = { ...devCluster, issuer, editor };
  const service = createEksApiService({
    getClusters: () => [cluster],
    getLimits: () => undefined,
    requireAudit() {},
    onChange(change: AssociationChange) {
      if (change.outcome === "changed") {
        printChange(change);
      } else {
        printRefusedRequest(change);
      }
    },
    onRefusedRead: (refusal: RefusedRead) => printRefusedRequest(refusal),
  });
  const listener = createApiListener((options) => createAWSWesleyFrontendHandler(service, options), {
    onError: printError,
    onRejectedCaller: printRejectedCaller,
  });
  return startHttpServer({ host: "127.0.0.1", port }, listener);
}
