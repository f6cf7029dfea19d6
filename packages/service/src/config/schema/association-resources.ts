import { namespaceGlob } from "../../associations/file/entry.ts";
import { array, type Schema, strictObject, string } from "../../validation/index.ts";
import type { AssociationResourcesConfig } from "../association-resources-config.ts";
import { roleGlob } from "./fields.ts";

const namespacesRule = "must be a list with at least one name of a namespace, or glob";
const namespaceRule = 'must be the name of a namespace, in which "*" and "?" can replace characters: team-*';
const rolesRule = "must be a list with at least one ARN";

/** The schema of one of `clusters[].associationResources.namespaceRoles`. */
const namespaceRoles = strictObject(
  {
    namespaces: array(string(namespaceRule, { pattern: namespaceGlob }), namespacesRule, { min: 1 }).describe(
      "The namespaces: names, or globs with * and ?.",
    ),
    roles: array(roleGlob, rolesRule, { min: 1 }).describe(
      "The roles: ARNs, in which * matches any characters but a colon, and ? any one.",
    ),
  },
  "must have the keys namespaces and roles, and no other",
);

/** The schema of `clusters[].associationResources`. */
export const associationResourcesSchema: Schema<AssociationResourcesConfig> = strictObject(
  {
    namespaceRoles: array(namespaceRoles, "must be a list of maps with the keys namespaces and roles")
      .default([])
      .describe(
        "The roles that associations of namespaces can have, in addition to those that the namespaces' annotations allow; by default none.",
      ),
  },
  "must be a map, empty or with the key namespaceRoles",
);
