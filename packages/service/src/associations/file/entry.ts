import type { RoleArn } from "../../aws/role-arn.ts";
import type { ClusterIdentity } from "../../cluster/cluster.ts";
import type { Association } from "../association.ts";
import { deriveAssociationId } from "../association-id.ts";

/** An association as it is written into a file. */
export interface AssociationInput {
  /** The namespace's name, or a glob. */
  readonly namespace: string;
  /** The service account's name, or a glob. */
  readonly serviceAccount: string;
  /** The role's ARN. */
  readonly roleArn: string;
  /** The ARN of a second role, assumed with the credentials of the first. */
  readonly targetRoleArn?: string | undefined;
  /** What the target role's trust policy asks for in `sts:ExternalId`. */
  readonly externalId?: string | undefined;
  /** Whether sessions go without tags. */
  readonly disableSessionTags?: boolean | undefined;
  /** A session policy: a map, or JSON text. */
  readonly policy?: string | Record<string, unknown> | undefined;
  /** How long credentials live, 900 to 43200 s. */
  readonly durationSeconds?: number | undefined;
}

/** What one entry of a file comes to. */
export interface FileEntry {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: RoleArn;
  readonly targetRoleArn?: RoleArn | undefined;
  readonly externalId?: string | undefined;
  readonly disableSessionTags: boolean;
  readonly policy?: string | undefined;
  readonly durationSeconds?: number | undefined;
}

/** Makes the association that an entry of a cluster's file stands for. */
export function toAssociation(entry: FileEntry, cluster: ClusterIdentity): Association {
  const { namespace, serviceAccount, roleArn, targetRoleArn } = entry;
  return {
    namespace,
    serviceAccount,
    role: roleArn,
    targetRole: targetRoleArn,
    externalId: entry.externalId,
    disableSessionTags: entry.disableSessionTags,
    policy: entry.policy,
    durationSeconds: entry.durationSeconds,
    ...deriveAssociationId(cluster, namespace, serviceAccount),
  };
}
