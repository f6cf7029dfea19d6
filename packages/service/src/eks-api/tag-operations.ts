import type { AWSWesleyFrontendService } from "@eks-auth/eks-api-server";
import type { Caller } from "../callers/caller.ts";
import { type Access, type AccessContext, requireCluster } from "./access.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { parseResourceArn, type Resource, requireResource } from "./resource-arn.ts";
import type { RequestRunner } from "./run-request.ts";
import { addTags, listTags, removeTags } from "./tags.ts";

/** The operations of tags. */
type TagOperations = Pick<
  AWSWesleyFrontendService<Caller | undefined>,
  "listTagsForResource" | "tagResource" | "untagResource"
>;

/** Creates the operations of tags. */
export function createTagOperations(runner: RequestRunner, context: AccessContext): TagOperations {
  function open(
    caller: Caller | undefined,
    arn: string,
    access: Access,
  ): { readonly cluster: EksApiCluster; readonly resource: Resource } {
    const resource = requireResource(arn);
    return { resource, cluster: requireCluster(context, caller, resource.clusterName, access) };
  }
  return {
    async listTagsForResource({ resourceArn }, call) {
      return runner.read(call, {
        operation: "ListTagsForResource",
        clusterName: parseResourceArn(resourceArn)?.clusterName ?? "",
        async run() {
          const { cluster, resource } = open(call.context, resourceArn, "read");
          return { tags: { ...(await listTags(cluster, resource)) } };
        },
      });
    },
    async tagResource({ resourceArn, tags }, call) {
      await runner.change(call, {
        operation: "TagResource",
        ...describe(resourceArn),
        async run() {
          const { cluster, resource } = open(call.context, resourceArn, "write");
          return { cluster, association: await addTags(cluster, resource, tags) };
        },
      });
      return {};
    },
    async untagResource({ resourceArn, tagKeys }, call) {
      await runner.change(call, {
        operation: "UntagResource",
        ...describe(resourceArn),
        async run() {
          const { cluster, resource } = open(call.context, resourceArn, "write");
          return { cluster, association: await removeTags(cluster, resource, tagKeys) };
        },
      });
      return {};
    },
  };
}

function describe(arn: string) {
  const { clusterName = "", associationId: id } = parseResourceArn(arn) ?? {};
  return { clusterName, association: { id }, members: ["tags"] };
}
