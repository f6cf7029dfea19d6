import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import { namespacePattern, objectNamePattern } from "../../names/kubernetes.ts";
import type { ServiceAccountCallersConfig } from "../callers-config.ts";

const audienceRule = "must be the audience of the agents' tokens, such as this service's URL";
const foreignAudienceRule =
  "must not be the audience of other tokens, of pods (pods.eks.amazonaws.com, sts.amazonaws.com) or of the API server; use this service's URL";
const namespaceRule = "must be the namespace of the agents, such as eks-auth";
const nameRule = "must be the name of the agents' service account, such as eks-auth-agent";

/**
 * Audiences of tokens that every pod can have, or that the API server accepts. With one of them a token that was sent to
 * this service would be good elsewhere, or the reverse.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ `--api-audiences`
 */
const foreignAudience =
  /^(https?:\/\/)?(kubernetes(\.default(\.svc(\.[a-z\d.-]+)?)?)?|pods\.eks\.amazonaws\.com|sts\.amazonaws\.com(\.cn)?)(:\d+)?\/?$/i;

/** The schema of `callers.serviceAccount`. */
export const serviceAccountCallersSchema: z.ZodType<ServiceAccountCallersConfig> = z.strictObject(
  {
    audience: z
      .string(audienceRule)
      .regex(/^[\x21-\x7e]{1,256}$/, audienceRule)
      .refine((audience) => !foreignAudience.test(audience), foreignAudienceRule)
      .describe("The only audience of the agents' tokens."),
    namespace: z
      .string(namespaceRule)
      .regex(namespacePattern, namespaceRule)
      .describe("The namespace of the agents."),
    name: z
      .string(nameRule)
      .regex(objectNamePattern, nameRule)
      .describe("The name of the agents' service account."),
  },
  { error: describeMapRule("must have the keys audience, namespace and name") },
);
