import type { AWSWesleyFrontendService, PodIdentityAssociation } from "@eks-auth/eks-api-server";
import type { Caller } from "../callers/caller.ts";
import { type Access, type AccessContext, requireCluster } from "./access.ts";
import { createAssociation } from "./create-association.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { findAssociation } from "./find-association.ts";
import { listAssociations } from "./list-associations.ts";
import { toPodIdentityAssociation } from "./output.ts";
import type { Changed, RequestRunner } from "./run-request.ts";
import { updateAssociation } from "./update-association.ts";

/** The operations of pod identity associations. */
type AssociationOperations = Pick<
  AWSWesleyFrontendService<Caller | undefined>,
  | "createPodIdentityAssociation"
  | "describePodIdentityAssociation"
  | "listPodIdentityAssociations"
  | "updatePodIdentityAssociation"
  | "deletePodIdentityAssociation"
>;

/** Creates the operations of pod identity associations. */
export function createAssociationOperations(
  runner: RequestRunner,
  context: AccessContext,
): AssociationOperations {
  const open = (caller: Caller | undefined, clusterName: string, access: Access): EksApiCluster =>
    requireCluster(context, caller, clusterName, access);
  return {
    async createPodIdentityAssociation(input, call) {
      const { clusterName, namespace, serviceAccount, roleArn, targetRoleArn } = input;
      const changed = await runner.change(call, {
        operation: "CreatePodIdentityAssociation",
        clusterName,
        association: { namespace, serviceAccount, roleArn, targetRoleArn },
        members: listMembers(input),
        async run() {
          const cluster = open(call.context, clusterName, "write");
          return { cluster, association: await createAssociation(cluster, input) };
        },
      });
      return toResponse(changed);
    },
    async describePodIdentityAssociation({ clusterName, associationId }, call) {
      return runner.read(call, {
        operation: "DescribePodIdentityAssociation",
        clusterName,
        async run() {
          const cluster = open(call.context, clusterName, "read");
          return toResponse({ cluster, association: await findAssociation(cluster, associationId) });
        },
      });
    },
    async listPodIdentityAssociations(input, call) {
      const { clusterName } = input;
      return runner.read(call, {
        operation: "ListPodIdentityAssociations",
        clusterName,
        run: async () => listAssociations(open(call.context, clusterName, "read"), input),
      });
    },
    async updatePodIdentityAssociation(input, call) {
      const { clusterName, associationId, roleArn, targetRoleArn } = input;
      const changed = await runner.change(call, {
        operation: "UpdatePodIdentityAssociation",
        clusterName,
        association: { id: associationId, roleArn, targetRoleArn },
        members: listMembers(input),
        async run() {
          const cluster = open(call.context, clusterName, "write");
          return { cluster, association: await updateAssociation(cluster, input) };
        },
      });
      return toResponse(changed);
    },
    async deletePodIdentityAssociation({ clusterName, associationId }, call) {
      const changed = await runner.change(call, {
        operation: "DeletePodIdentityAssociation",
        clusterName,
        association: { id: associationId },
        members: [],
        async run() {
          const cluster = open(call.context, clusterName, "write");
          return { cluster, association: await cluster.editor.delete(associationId) };
        },
      });
      return toResponse(changed);
    },
  };
}

function toResponse({ association, cluster }: Changed): { association: PodIdentityAssociation } {
  return { association: toPodIdentityAssociation(association, cluster) };
}

/** The members of an association that a request can set. */
const members = ["roleArn", "targetRoleArn", "disableSessionTags", "policy", "tags"] as const;

function listMembers(input: { readonly [Member in (typeof members)[number]]?: unknown }): string[] {
  return members.filter((member) => input[member] !== undefined);
}
