import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import { namespacePattern, objectNamePattern } from "../../names/kubernetes.ts";
import type { ServiceAccountCallersInFile } from "../caller-audience.ts";

const audienceRule = "must be the audience of the agents' tokens, such as this service's URL";
const namespaceRule = "must be the namespace of the agents, such as eks-auth";
const nameRule = "must be the name of the agents' service account, such as eks-auth-agent";

/** The schema of `callers.serviceAccount`. */
export const serviceAccountCallersSchema: z.ZodType<ServiceAccountCallersInFile> = z.strictObject(
  {
    audience: z
      .string(audienceRule)
      .regex(/^[\x21-\x7e]{1,256}$/, audienceRule)
      .optional()
      .describe(
        "The only audience of the agents' tokens; by default https:// and the first of listen.publicHosts.",
      ),
    namespace: z
      .string(namespaceRule)
      .regex(namespacePattern, namespaceRule)
      .describe("The namespace of the agents."),
    name: z
      .string(nameRule)
      .regex(objectNamePattern, nameRule)
      .describe("The name of the agents' service account."),
  },
  { error: describeMapRule("must have the keys namespace and name, and can have audience") },
);
