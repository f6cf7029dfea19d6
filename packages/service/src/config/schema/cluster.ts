import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import {
  array,
  boolean,
  int,
  literal,
  oneOf,
  type Schema,
  strictObject,
  string,
} from "../../validation/index.ts";
import type { ClusterConfig } from "../config.ts";
import { apiServerSchema } from "./api-server.ts";
import { associationResourcesSchema } from "./association-resources.ts";
import { fileRule, region, roleGlob, text, url } from "./fields.ts";

const clusterNameRule =
  'must be a cluster\'s name: 1 to 100 characters of A-Z, a-z, 0-9, "-" and "_", the first a letter or digit';
const accountRule = 'must be the 12 digits of an AWS account, in quotes: "111122223333"';
const partitionRule = "must be an AWS partition, such as aws-eusc";
const lifetimeRule = "must be a whole number of seconds from 600 to 604800";
const booleanRule = "must be true or false";
const rolesRule = "must be a list with at least one ARN; without it, every role is allowed";
const graceRule = "must be a whole number of seconds from 0 to 3600";
const revocationRule = "must be tokenReview";
const failurePolicyRule = "must be Fail or Ignore";
const reviewRule = "must be set, because revocation is tokenReview: the API server is asked";
const issuerSourceRule = "must be set, because issuer is not: the API server is asked for it";
const resourcesRule = "must be set, because associationResources is: they are resources of the API server";
const associationsRule = "must have either the key associations, or associationResources";
const keysWithoutIssuerRule =
  "must not have file, url or caFile, because there is no issuer: the API server is asked for it and its keys";
const issuerRule = "must be the issuer, exactly as in the iss claim of the cluster's tokens";
const issuerUrlRule =
  "must be an https URL unless keys has a file or url; http is allowed only for loopback addresses";

const keys = strictObject(
  {
    file: text(fileRule).optional().describe("A JSON Web Key Set. It is read again when it changes."),
    url: url
      .optional()
      .describe("The URL of the key set, to use instead of the issuer's discovery document."),
    caFile: text(fileRule)
      .optional()
      .describe("The CA certificates, PEM, that the issuer's certificate must be signed by."),
    allowSmallRsaExponent: boolean(booleanRule)
      .optional()
      .describe("Whether RSA keys can have an exponent below 65,537. It must be odd and at least 3 anyway."),
  },
  "must have no other keys than file, url, caFile and allowSmallRsaExponent",
).refine(
  ({ file, url: address, caFile }) => file === undefined || (address === undefined && caFile === undefined),
  "must have either the key file, or url and caFile",
);

/** The schema of one of `clusters`. */
export const clusterSchema: Schema<ClusterConfig> = strictObject(
  {
    name: string(clusterNameRule, { pattern: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/ }).describe(
      "The cluster's name in requests.",
    ),
    region: region.describe("The cluster's AWS region, for its ARN."),
    accountId: string(accountRule, { pattern: /^\d{12}$/ }).describe(
      "The cluster's AWS account, for its ARN.",
    ),
    partition: string(partitionRule, { pattern: /^aws(-[a-z]+)*$/ })
      .optional()
      .describe("The AWS partition, for a region that the AWS SDK does not know yet."),
    issuer: text(issuerRule)
      .optional()
      .describe(
        "The service-account issuer, exactly as in the iss claim of the cluster's tokens; by default the apiServer is asked for it and its keys.",
      ),
    keys: keys.optional().describe("The source of the issuer's keys; by default its discovery document."),
    maxTokenLifetimeSeconds: int(lifetimeRule, 600, 604_800)
      .default(86_400)
      .describe("The longest token lifetime that is accepted, in seconds."),
    strictAudience: boolean(booleanRule)
      .optional()
      .describe("Whether a token must have no other audience than pods.eks.amazonaws.com."),
    associations: text(fileRule).optional().describe("The file of the cluster's associations."),
    associationsMustExist: boolean(booleanRule)
      .optional()
      .describe(
        "Whether that file must exist when the service starts, so that it does not start without the file's volume; by default there are no associations until it is created.",
      ),
    associationResources: associationResourcesSchema
      .optional()
      .describe("Instead of a file: the association resources of the apiServer."),
    shrinkGrace: int(graceRule, 0, 3_600)
      .default(60)
      .describe(
        "How long a change of that file that loses more than half of at least 20 associations is held back, in seconds, because another tool may have truncated it; 0 for not at all.",
      ),
    apiServer: apiServerSchema.optional().describe("The cluster's API server."),
    revocation: literal("tokenReview", revocationRule)
      .optional()
      .describe(
        "tokenReview: the API server is asked whether a token is still valid. By default a token is valid until it expires.",
      ),
    revocationFailurePolicy: oneOf(["Fail", "Ignore"], failurePolicyRule)
      .default("Fail")
      .describe("What happens to requests while the API server can't be asked: refused (Fail), or allowed."),
    allowedRoles: array(roleGlob, rolesRule, { min: 1 })
      .optional()
      .describe(
        "The roles that associations can have, also as target roles: ARNs, in which * matches any characters but a colon, and ? any one; by default every role.",
      ),
  },
  "must have the keys name, region and accountId, issuer or apiServer, and associations or associationResources",
)
  .refine(
    ({ issuer, keys: { file, url: address } = {} }) =>
      issuer === undefined || file !== undefined || address !== undefined || isTrustedUrl(issuer),
    issuerUrlRule,
    ["issuer"],
  )
  .refine(
    ({ issuer, keys: { file, url: address, caFile } = {} }) =>
      issuer !== undefined || (file ?? address ?? caFile) === undefined,
    keysWithoutIssuerRule,
    ["keys"],
  )
  .refine(
    ({ associations, associationResources }) =>
      (associations === undefined) !== (associationResources === undefined),
    associationsRule,
  )
  .check(({ apiServer, issuer, revocation, associationResources }, addIssue) => {
    const reason =
      (issuer === undefined && issuerSourceRule) ||
      (associationResources !== undefined && resourcesRule) ||
      (revocation !== undefined && reviewRule);
    if (apiServer === undefined && reason !== false) {
      addIssue(reason, ["apiServer"]);
    }
  });
