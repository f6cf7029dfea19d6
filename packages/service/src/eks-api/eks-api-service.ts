import type { AWSWesleyFrontendService } from "@eks-auth/eks-api-server";
import type { Caller } from "../callers/caller.ts";
import { type AccessContext, requireCluster, requireListOfClusters } from "./access.ts";
import { createAssociationOperations } from "./association-operations.ts";
import { describeCluster, listClusters } from "./clusters.ts";
import { RequestRunner, type RequestRunnerOptions } from "./run-request.ts";
import { createTagOperations } from "./tag-operations.ts";

/** Options of {@link createEksApiService}. */
export interface EksApiServiceOptions extends AccessContext, Omit<RequestRunnerOptions, "now"> {}

/**
 * Creates the implementation of the EKS API for the generated stub of `@eks-auth/eks-api-server`. It checks what a caller
 * can do; without an `authenticate` hook, every caller can do everything.
 */
export function createEksApiService(
  options: EksApiServiceOptions,
): AWSWesleyFrontendService<Caller | undefined> {
  const runner = new RequestRunner({ ...options, now: () => new Date() });
  return {
    ...createAssociationOperations(runner, options),
    ...createTagOperations(runner, options),
    listClusters: (input, call) =>
      runner.read(call, {
        operation: "ListClusters",
        clusterName: "",
        run() {
          requireListOfClusters(options, call.context);
          return listClusters(options.getClusters(), call.context, input);
        },
      }),
    describeCluster: (input, call) =>
      runner.read(call, {
        operation: "DescribeCluster",
        clusterName: input.name,
        run: () => ({ cluster: describeCluster(requireCluster(options, call.context, input.name, "read")) }),
      }),
  };
}
