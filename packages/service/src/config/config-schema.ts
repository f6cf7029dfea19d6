import { array, type Schema, strictObject } from "../validation/index.ts";
import { setDefaultAudience } from "./caller-audience.ts";
import type { Config } from "./config.ts";
import { adminSchema } from "./schema/admin.ts";
import { auditSchema } from "./schema/audit.ts";
import { callersSchema } from "./schema/callers.ts";
import { clusterSchema } from "./schema/cluster.ts";
import { credentialsSchema } from "./schema/credentials.ts";
import { denyListConfigMapSchema } from "./schema/deny-list-config-map.ts";
import { eksApiSchema } from "./schema/eks-api.ts";
import { fileRule, text } from "./schema/fields.ts";
import { filesSchema } from "./schema/files.ts";
import { limitsSchema } from "./schema/limits.ts";
import { listenSchema } from "./schema/listen.ts";

const clustersRule = "must be a list of clusters";

/** The schema of a configuration file. The message of each issue says what is allowed, after "it". */
export const configSchema: Schema<Config> = strictObject(
  {
    listen: listenSchema.prefault({}).describe("The address to listen on, and who can connect."),
    callers: callersSchema
      .optional()
      .describe("Who can call, and how callers prove who they are; without it, only this machine can call."),
    eksApi: eksApiSchema
      .optional()
      .describe(
        "The API of Amazon EKS that manages associations, for the AWS CLI, Terraform and others; without it, it is off.",
      ),
    audit: auditSchema
      .optional()
      .describe(
        "Where decisions are recorded; without it, grants and the refusals of authenticated callers are, on standard error.",
      ),
    admin: adminSchema.prefault({}).describe("The address of probes and metrics."),
    limits: limitsSchema.prefault({}).describe("How many requests are answered."),
    denyListFile: text(fileRule)
      .optional()
      .describe(
        "The file of tokens that are refused although they are valid. A change is in force within 2 seconds.",
      ),
    denyListConfigMap: denyListConfigMapSchema
      .optional()
      .describe("Instead of denyListFile: a ConfigMap that has the list under deny.yaml."),
    stateDirectory: text("must be a directory's path")
      .optional()
      .describe(
        "The directory that keeps the last good keys of each cluster across a restart; by default they are not kept.",
      ),
    files: filesSchema.prefault({}).describe("The files that are named here, and the state directory."),
    credentials: credentialsSchema.describe("How credentials are issued."),
    clusters: array(clusterSchema, clustersRule).describe("The clusters whose pods can get credentials."),
  },
  "must have the keys clusters and credentials, and can have listen, callers, eksApi, audit, admin, limits, denyListFile or denyListConfigMap, stateDirectory and files",
)
  .refine(
    ({ denyListFile, denyListConfigMap }) => denyListFile === undefined || denyListConfigMap === undefined,
    "must not be set, because denyListFile is",
    ["denyListConfigMap"],
  )
  .transform(setDefaultAudience);
