import { createAWSWesleyFrontendHandler } from "@eks-auth/eks-api-server";
import type { AssociationChange, RefusedRead, WatchedAssociations } from "@eks-auth/service";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { createEksApiService } from "@eks-auth/service/eks-api";
import { type StartedServer, startHttpServer } from "../http/http-server.ts";
import { createApiListener } from "../serve/api-listener.ts";
import type { EventPrinter } from "./event-printer.ts";
import { devCluster } from "./sample.ts";

/** Starts the EKS API of a development environment: only for this machine, and without callers. */
export function serveEksApi(
  port: number,
  { issuer }: Pick<DevCluster, "issuer">,
  { editor }: Pick<WatchedAssociations, "editor">,
  events: EventPrinter,
): Promise<StartedServer> {
  const cluster = { ...devCluster, issuer, editor };
  const service = createEksApiService({
    getClusters: () => [cluster],
    getLimits: () => undefined,
    requireAudit() {},
    onChange(change: AssociationChange) {
      if (change.outcome === "changed") {
        events.printChange(change);
      } else {
        events.printRefusedRequest(change);
      }
    },
    onRefusedRead: (refusal: RefusedRead) => events.printRefusedRequest(refusal),
  });
  const listener = createApiListener((options) => createAWSWesleyFrontendHandler(service, options), {
    onError: events.printError,
    onRejectedCaller: events.printRejectedCaller,
  });
  return startHttpServer({ host: "127.0.0.1", port }, listener);
}
