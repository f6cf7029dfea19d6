import { array, literal, type Schema, string, union } from "../../validation/index.ts";
import type { NamedCallerConfig } from "../callers-config.ts";
import { text } from "./fields.ts";

const nameRule = "must be a name of 1 to 100 printable ASCII characters without spaces";
const clustersRule = "must be all, or a list with at least one cluster's name";
const nodeRule = "must be the name of a Kubernetes node";

/** The name of a caller. */
export const callerName: Schema<string> = string(nameRule, { pattern: /^[\x21-\x7e]{1,100}$/ }).describe(
  "The caller's name in logs, metrics and limits.",
);

/** The clusters that a caller has a right for. */
export const callerClusters: Schema<NamedCallerConfig["clusters"]> = union(
  [literal("all"), array(text(clustersRule), clustersRule, { min: 1 })],
  clustersRule,
);

/** The fields of a caller that the configuration names. */
export const callerFields: {
  readonly name: Schema<string>;
  readonly clusters: Schema<NamedCallerConfig["clusters"]>;
  readonly node: Schema<string | undefined>;
} = {
  name: callerName,
  clusters: callerClusters.describe("The clusters that the caller can call for: a list of names, or all."),
  node: string(nodeRule, { pattern: /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/ })
    .optional()
    .describe("The node that the caller runs on. It can then exchange only tokens of pods on that node."),
};
