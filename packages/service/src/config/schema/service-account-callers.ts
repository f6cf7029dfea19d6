import { namespacePattern, objectNamePattern } from "../../names/kubernetes.ts";
import { type Schema, strictObject, string } from "../../validation/index.ts";
import type { ServiceAccountCallersInFile } from "../caller-audience.ts";

const audienceRule = "must be the audience of the agents' tokens, such as this service's URL";
const namespaceRule = "must be the namespace of the agents, such as eks-auth";
const nameRule = "must be the name of the agents' service account, such as eks-auth-agent";

/** The schema of `callers.serviceAccount`. */
export const serviceAccountCallersSchema: Schema<ServiceAccountCallersInFile> = strictObject(
  {
    audience: string(audienceRule, { pattern: /^[\x21-\x7e]{1,256}$/ })
      .optional()
      .describe(
        "The only audience of the agents' tokens; by default https:// and the first of listen.publicHosts.",
      ),
    namespace: string(namespaceRule, { pattern: namespacePattern }).describe("The namespace of the agents."),
    name: string(nameRule, { pattern: objectNamePattern }).describe(
      "The name of the agents' service account.",
    ),
  },
  "must have the keys namespace and name, and can have audience",
);
