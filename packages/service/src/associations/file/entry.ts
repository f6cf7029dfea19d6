import { type ClusterIdentity, parseRoleArn, type RoleArn } from "../../names/arn.ts";
import { partitionOf } from "../../names/partition.ts";
import { boolean, int, type Schema, strictObject, string } from "../../validation/index.ts";
import { type Association, deriveAssociationId } from "../association.ts";
import {
  type ClusterRules,
  formatExternalId,
  isAllowedRole,
  isForeignExternalId,
} from "../association-rules.ts";
import { isGlob } from "../precedence.ts";
import { type EntryMetadata, metadataFields } from "./entry-metadata.ts";
import { maxPolicyLength, policySchema } from "./session-policy.ts";

/** An association as it is written in a file. */
export interface AssociationInput extends EntryMetadata {
  /** The namespace's name, or a glob. */
  readonly namespace: string;
  /** The service account's name, or a glob. */
  readonly serviceAccount: string;
  /** The role's ARN. */
  readonly roleArn: string;
  /** The ARN of a second role, assumed with the credentials of the first. */
  readonly targetRoleArn?: string | undefined;
  /** The `sts:ExternalId` for the target role's trust policy. */
  readonly externalId?: string | undefined;
  /** Whether sessions have no tags. */
  readonly disableSessionTags?: boolean | undefined;
  /** A session policy: a map, or JSON text. */
  readonly policy?: string | Record<string, unknown> | undefined;
  /** The lifetime of credentials, 900 to 43200 s. */
  readonly durationSeconds?: number | undefined;
}

/** A checked entry of an association file. */
export interface FileEntry extends EntryMetadata {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: RoleArn;
  readonly targetRoleArn?: RoleArn | undefined;
  readonly externalId?: string | undefined;
  readonly disableSessionTags: boolean;
  readonly policy?: string | undefined;
  readonly durationSeconds?: number | undefined;
}

/** Creates the association of an entry in a cluster's file. */
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

/** The longest session that is assumed with another session's credentials, in seconds. */
export const maxChainedSeconds = 3600;

const globRule = '; a glob can have "*" for any characters and "?" for any one among them';

type EntryRule =
  | Exclude<keyof AssociationInput, keyof EntryMetadata | "targetRoleArn" | "policy">
  | "policyWithTags"
  | "externalIdWithoutTarget"
  | "reservedExternalId"
  | "chainedDuration";

/** What the fields must be, and which other fields they need: the texts follow the name of the field. */
export const entryRules: Readonly<Record<EntryRule, string>> = {
  namespace: `must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit${globRule}`,
  serviceAccount: `must be a service account's name: 1 to 253 characters of a-z, 0-9, "-" and ".", first and last a letter or digit${globRule}`,
  roleArn: "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME",
  externalId: "must be an external ID: 2 to 1224 characters of A-Z, a-z, 0-9 and _+=,.@:/-",
  disableSessionTags: "must be true or false",
  durationSeconds: "must be a whole number of seconds from 900 to 43200",
  policyWithTags: "must come with disableSessionTags: true, as AWS requires for a session policy",
  externalIdWithoutTarget: "must come with a targetRoleArn, whose trust policy requires it",
  reservedExternalId:
    "must not begin with REGION/ACCOUNT/, because it could be the external ID of another service account",
  chainedDuration: `must be at most ${maxChainedSeconds} with a targetRoleArn`,
};

/** A namespace's name, with `*` and `?` allowed. */
export const namespaceGlob: RegExp = /^(?=.{1,63}$)[a-z0-9*?]([a-z0-9*?-]*[a-z0-9*?])?$/;

/** A service account's name, with `*` and `?` allowed. */
export const serviceAccountGlob: RegExp =
  /^(?=.{1,253}$)[a-z0-9*?]([a-z0-9*?-]*[a-z0-9*?])?(\.[a-z0-9*?]([a-z0-9*?-]*[a-z0-9*?])?)*$/;

/** An external ID. */
export const externalIdPattern: RegExp = /^[\w+=,.@:/-]{2,1224}$/;

const entryRule = "must have the keys namespace, serviceAccount and roleArn";

/**
 * Creates the schema of an entry of a file. The message of each issue says what is allowed, after "it".
 *
 * @param cluster - its roles must be in its partition, and allowed
 */
export function createEntrySchema(cluster: ClusterRules): Schema<FileEntry> {
  return withChecks(strictObject({ ...createFields(cluster), ...metadataFields }, entryRule), cluster);
}

/** Creates the schema of an association without metadata, like {@link createEntrySchema}. */
export function createAssociationSchema(cluster: ClusterRules): Schema<FileEntry> {
  return withChecks(strictObject(createFields(cluster), entryRule), cluster);
}

function createFields(cluster: ClusterRules) {
  const roleArn = createRoleSchema(cluster);
  return {
    namespace: string(entryRules.namespace, { pattern: namespaceGlob }).describe(
      "The namespace: its name, or a glob with * and ?.",
    ),
    serviceAccount: string(entryRules.serviceAccount, { pattern: serviceAccountGlob }).describe(
      "The service account: its name, or a glob with * and ?.",
    ),
    roleArn: roleArn.describe("The ARN of the IAM role that its pods get."),
    targetRoleArn: roleArn
      .optional()
      .describe(
        "The ARN of a second role, in any account, assumed with the credentials of the first. The pods get a session of this one.",
      ),
    externalId: string(entryRules.externalId, { pattern: externalIdPattern })
      .optional()
      .describe("The sts:ExternalId for the target role's trust policy."),
    disableSessionTags: boolean(entryRules.disableSessionTags)
      .default(false)
      .describe("Whether sessions have no tags for cluster, service account and pod."),
    policy: policySchema
      .optional()
      .describe(
        `A session policy that restricts the last role: a map or JSON text, at most ${maxPolicyLength} characters as JSON. It needs disableSessionTags: true.`,
      ),
    durationSeconds: int(entryRules.durationSeconds, 900, 43_200)
      .optional()
      .describe(`The lifetime of credentials in seconds; at most ${maxChainedSeconds} with a target role.`),
  };
}

function withChecks(schema: Schema<FileEntry>, cluster: ClusterRules): Schema<FileEntry> {
  return schema
    .check((entry, addIssue) =>
      requireConsistency(entry, cluster, (key, message) => addIssue(message, [key])),
    )
    .annotate({ dependencies: { externalId: ["targetRoleArn"], policy: ["disableSessionTags"] } });
}

function createRoleSchema(cluster: ClusterRules): Schema<RoleArn> {
  const partition = partitionOf(cluster);
  return string(entryRules.roleArn)
    .annotate({ pattern: "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$" })
    .transform((text, addIssue) => {
      const role = parseRoleArn(text);
      if (role?.partition !== partition) {
        addIssue(
          role === undefined ? entryRules.roleArn : `must be a role in the cluster's partition, ${partition}`,
        );
        return undefined;
      }
      if (!isAllowedRole(role, cluster)) {
        addIssue("must be one of the cluster's allowedRoles in the configuration");
      }
      return role;
    });
}

function requireConsistency(
  entry: FileEntry,
  cluster: ClusterRules,
  addIssue: (key: keyof FileEntry, message: string) => void,
): void {
  if (entry.policy !== undefined && !entry.disableSessionTags) {
    addIssue("policy", entryRules.policyWithTags);
  }
  if (entry.externalId !== undefined && entry.targetRoleArn === undefined) {
    addIssue("externalId", entryRules.externalIdWithoutTarget);
  }
  if (entry.externalId !== undefined && isForeignExternalId(entry.externalId, cluster, entry)) {
    const own =
      isGlob(entry.namespace) || isGlob(entry.serviceAccount)
        ? ""
        : `; this one's is ${formatExternalId(cluster, entry)}`;
    addIssue("externalId", `${entryRules.reservedExternalId}${own}`);
  }
  if (entry.targetRoleArn !== undefined && (entry.durationSeconds ?? 0) > maxChainedSeconds) {
    addIssue("durationSeconds", entryRules.chainedDuration);
  }
}
