import { z } from "zod";
import type { NamedCallerConfig } from "../callers-config.ts";
import { text } from "./fields.ts";

const nameRule = "must be a name of 1 to 100 printable ASCII characters without spaces";
const clustersRule = "must be all, or a list with at least one cluster's name";
const nodeRule = "must be the name of a Kubernetes node";

/** The fields of a caller that the configuration names. */
export const callerFields: {
  readonly name: z.ZodString;
  readonly clusters: z.ZodType<NamedCallerConfig["clusters"]>;
  readonly node: z.ZodOptional<z.ZodString>;
} = {
  name: z
    .string(nameRule)
    .regex(/^[\x21-\x7e]{1,100}$/, nameRule)
    .describe("The caller's name in logs, metrics and limits."),
  clusters: z
    .union([z.literal("all"), z.array(text(clustersRule)).min(1)], clustersRule)
    .describe("The clusters that the caller can call for: a list of names, or all."),
  node: z
    .string(nodeRule)
    .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, nodeRule)
    .optional()
    .describe("The node that the caller runs on. It can then exchange only tokens of pods on that node."),
};
