import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import { namespacePattern, objectNamePattern } from "../../names/kubernetes.ts";
import type { DenyListConfigMap } from "../association-resources-config.ts";
import { text } from "./fields.ts";

const namespaceRule = "must be the name of a namespace, such as eks-auth";
const nameRule = "must be the name of a ConfigMap, such as eks-auth-deny-list";

/** The schema of `denyListConfigMap`. */
export const denyListConfigMapSchema: z.ZodType<DenyListConfigMap> = z.strictObject(
  {
    cluster: text("must be the name of one of clusters").describe("The cluster that it is in."),
    namespace: z
      .string(namespaceRule)
      .regex(namespacePattern, namespaceRule)
      .describe("The namespace that it is in."),
    name: z.string(nameRule).regex(objectNamePattern, nameRule).describe("Its name."),
  },
  { error: describeMapRule("must have the keys cluster, namespace and name") },
);
