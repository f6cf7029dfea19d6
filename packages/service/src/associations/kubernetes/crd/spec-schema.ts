import { roleArnPattern } from "../../../names/arn.ts";
import { reservedExternalId } from "../../association-rules.ts";
import {
  type AssociationInput,
  createAssociationSchema,
  entryRules,
  externalIdPattern,
  maxChainedSeconds,
  namespaceGlob,
  serviceAccountGlob,
} from "../../file/entry.ts";
import type { EntryMetadata } from "../../file/entry-metadata.ts";
import { maxPolicyLength } from "../../file/session-policy.ts";
import type { ResourceSchema, ValidationRule } from "./definition.ts";
import { celText, matchRule, toTextRule } from "./text-rule.ts";

/**
 * IAM's longest ARN, in characters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
 */
const maxArnLength = 2048;

/** The keys of an entry that one of the kinds has as fields. */
type FieldName = Exclude<keyof AssociationInput, keyof EntryMetadata>;

/**
 * Creates the schema of a spec from that of an entry of an association file: the same fields, descriptions, limits and
 * messages. Patterns are rules in CEL, because the API server's message for a pattern is the pattern.
 *
 * @param hasNamespace - whether the resource is one of the cluster, which has the namespace as a field
 */
export function createSpecSchema(hasNamespace: boolean): ResourceSchema {
  const { properties = {}, required = [] } = describeEntry();
  const isField = (name: string): boolean => hasNamespace || name !== "namespace";
  return {
    type: "object",
    description: "Which service accounts get which role.",
    required: required.filter(isField),
    properties: Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => isField(name))
        .map(([name, property]) => [name, createField(name as FieldName, property)]),
    ),
    "x-kubernetes-validations": createRules(hasNamespace),
  };
}

/** The part of a JSON schema that is used here. */
interface Described {
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

function describeEntry(): { properties?: Record<string, Described>; required?: string[] } {
  // The cluster has no influence on this schema.
  const schema = createAssociationSchema({ name: "edge", region: "eu-west-1", accountId: "111122223333" });
  return schema.toJson() as ReturnType<typeof describeEntry>;
}

function createField(name: FieldName, property: Described): ResourceSchema {
  const { description, minimum, maximum } = property;
  switch (name) {
    case "namespace":
      return createText(description, namespaceGlob, entryRules.namespace);
    case "serviceAccount":
      return createText(description, serviceAccountGlob, entryRules.serviceAccount);
    case "roleArn":
    case "targetRoleArn":
      return createText(description, roleArnPattern, entryRules.roleArn, maxArnLength);
    case "externalId":
      return createText(description, externalIdPattern, entryRules.externalId);
    case "disableSessionTags":
      return { type: "boolean", description, default: property.default };
    case "policy":
      return policySchema;
    case "durationSeconds":
      return { type: "integer", format: "int32", description, minimum, maximum };
  }
}

function createText(
  description: string | undefined,
  regExp: RegExp,
  message: string,
  limit?: number,
): ResourceSchema {
  const { pattern, minLength, maxLength = limit } = toTextRule(regExp);
  return {
    type: "string",
    description,
    ...(minLength !== undefined && { minLength }),
    maxLength,
    "x-kubernetes-validations": [matchRule(pattern, message)],
  };
}

/** A session policy. In a file it can be a map, too; AWS's API has it as a text. CEL cannot parse JSON. */
const policySchema: ResourceSchema = {
  type: "string",
  description: `A session policy that restricts the last role: JSON text of at most ${maxPolicyLength} characters. It needs disableSessionTags: true.`,
  maxLength: maxPolicyLength,
  "x-kubernetes-validations": [
    matchRule(
      String.raw`^\s*\{[\s\S]*"Statement"\s*:[\s\S]*\}\s*$`,
      "must be an IAM policy with a Statement, as JSON text",
    ),
    matchRule(String.raw`^[\t\n\r\x20-\xff]*$`, "must have no character above U+00FF"),
  ],
};

/** Creates the rules for several fields at once. */
function createRules(hasNamespace: boolean): ValidationRule[] {
  return [
    {
      rule: "!has(self.policy) || (has(self.disableSessionTags) && self.disableSessionTags)",
      message: entryRules.policyWithTags,
      fieldPath: ".policy",
    },
    {
      rule: "!has(self.externalId) || has(self.targetRoleArn)",
      message: entryRules.externalIdWithoutTarget,
      fieldPath: ".externalId",
    },
    createExternalIdRule(hasNamespace),
    {
      rule: `!has(self.targetRoleArn) || !has(self.durationSeconds) || self.durationSeconds <= ${maxChainedSeconds}`,
      message: entryRules.chainedDuration,
      fieldPath: ".durationSeconds",
    },
  ];
}

/** In CEL the cluster is not known, and the namespace only if it is a field. The service checks them again. */
function createExternalIdRule(hasNamespace: boolean): ValidationRule {
  // `namespace` is a reserved word of CEL.
  const names = hasNamespace ? ["self.__namespace__", "self.serviceAccount"] : ["self.serviceAccount"];
  const isReserved = `self.externalId.matches(${celText(toTextRule(reservedExternalId).pattern)})`;
  const isOwn = [
    ...names.map((name) => `!${name}.matches('[*?]')`),
    String.raw`self.externalId.matches(r'^[a-z-]+-\d+/\d{12}/[^/]+/[^/]+/[^/]+$')`,
    `self.externalId.endsWith(${names.map((name) => `'/' + ${name}`).join(" + ")})`,
  ].join(" && ");
  return {
    rule: `!has(self.externalId) || !${isReserved} || (${isOwn})`,
    message: `${entryRules.reservedExternalId}; only REGION/ACCOUNT/CLUSTER/NAMESPACE/SERVICEACCOUNT of its own service account is allowed`,
    fieldPath: ".externalId",
  };
}
