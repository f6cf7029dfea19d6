import { namespacePattern, objectNamePattern } from "../../names/kubernetes.ts";
import { type Schema, strictObject, string } from "../../validation/index.ts";
import type { DenyListConfigMap } from "../association-resources-config.ts";
import { text } from "./fields.ts";

const namespaceRule = "must be the name of a namespace, such as eks-auth";
const nameRule = "must be the name of a ConfigMap, such as eks-auth-deny-list";

/** The schema of `denyListConfigMap`. */
export const denyListConfigMapSchema: Schema<DenyListConfigMap> = strictObject(
  {
    cluster: text("must be the name of one of clusters").describe("The cluster that it is in."),
    namespace: string(namespaceRule, { pattern: namespacePattern }).describe("The namespace that it is in."),
    name: string(nameRule, { pattern: objectNamePattern }).describe("Its name."),
  },
  "must have the keys cluster, namespace and name",
);
