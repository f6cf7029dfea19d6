import type { Limits } from "../../model/types.ts";
import type { Usage } from "../api.ts";
import type { RuleId } from "../rules/rules.ts";

/** A changed trait: its values before and after, `undefined` if it is absent. */
interface TraitChange {
  readonly before: unknown;
  readonly after: unknown;
  /** Where the values are used; `undefined` for a service or an operation. */
  readonly usage: Usage | undefined;
}

/** Returns the rule for a change of one trait. */
type TraitRule = (change: TraitChange) => RuleId;

const always =
  (rule: RuleId): TraitRule =>
  () =>
    rule;
const documentation = always("documentation-changed");
const authentication = always("authentication-changed");
const binding = always("binding-changed");
const detail = always("model-detail");
const helper: TraitRule = ({ before }) =>
  before === undefined ? "client-helper-added" : "client-helper-changed";

/** A constraint for which tightening and loosening can be distinguished. */
const constraint =
  (tightens: (before: unknown, after: unknown) => boolean): TraitRule =>
  ({ before, after, usage }) => {
    if (usage === "response") {
      return "constraint-changed-response";
    }
    return tightens(before, after) ? "constraint-tightened-request" : "constraint-loosened-request";
  };

/** The rules of all traits that affect the generated packages, and of those that are known not to. */
const traitRules: Readonly<Record<string, TraitRule>> = {
  "smithy.api#documentation": documentation,
  "smithy.api#externalDocumentation": documentation,
  "smithy.api#examples": documentation,
  "smithy.api#since": documentation,
  "smithy.api#title": documentation,
  "smithy.api#deprecated": ({ before, after }) =>
    before === undefined && after !== undefined ? "deprecated" : "documentation-changed",

  "smithy.api#required": ({ before, usage }) =>
    `required-${before === undefined ? "added" : "removed"}-${usage ?? "response"}`,
  "smithy.api#default": ({ before }) => ((before ?? null) === null ? "default-added" : "default-changed"),
  "smithy.api#sparse": always("type-changed"),
  "smithy.api#streaming": always("type-changed"),
  "smithy.api#jsonName": always("json-name-changed"),
  "smithy.api#timestampFormat": always("timestamp-format-changed"),
  "smithy.api#mediaType": always("media-type-changed"),
  "smithy.api#sensitive": ({ before }) => (before === undefined ? "sensitive-added" : "sensitive-removed"),

  "smithy.api#httpHeader": binding,
  "smithy.api#httpLabel": binding,
  "smithy.api#httpPayload": binding,
  "smithy.api#httpPrefixHeaders": binding,
  "smithy.api#httpQuery": binding,
  "smithy.api#httpQueryParams": binding,
  "smithy.api#httpResponseCode": binding,

  "smithy.api#length": constraint(isTightened),
  "smithy.api#range": constraint(isTightened),
  "smithy.api#pattern": constraint(couldBeTightened),
  "smithy.api#uniqueItems": constraint((before) => before === undefined),

  "smithy.api#error": always("error-status-changed"),
  "smithy.api#httpError": always("error-status-changed"),
  "smithy.api#retryable": always("client-behaviour-changed"),
  "smithy.api#idempotencyToken": always("client-behaviour-changed"),
  "smithy.api#paginated": helper,
  "smithy.waiters#waitable": helper,

  "smithy.api#auth": authentication,
  "smithy.api#httpApiKeyAuth": authentication,
  "smithy.api#httpBasicAuth": authentication,
  "smithy.api#httpBearerAuth": authentication,
  "smithy.api#httpDigestAuth": authentication,
  "smithy.api#optionalAuth": authentication,
  "aws.auth#sigv4": authentication,
  "aws.auth#sigv4a": authentication,
  "aws.auth#unsignedPayload": authentication,
  "smithy.api#cors": always("cors-changed"),
  "smithy.rules#endpointBdd": always("endpoints-changed"),
  "smithy.rules#endpointRuleSet": always("endpoints-changed"),
  "aws.api#service": ({ before, after }) =>
    sdkId(before) === sdkId(after) ? "model-detail" : "client-renamed",

  "smithy.api#idempotent": detail,
  "smithy.api#input": detail,
  "smithy.api#output": detail,
  "smithy.api#readonly": detail,
  "smithy.api#recommended": detail,
  "smithy.api#references": detail,
  "smithy.api#suppress": detail,
  "smithy.api#tags": detail,
  "smithy.api#unstable": detail,
  "smithy.rules#endpointTests": detail,
  "smithy.test#httpMalformedRequestTests": detail,
  "smithy.test#httpRequestTests": detail,
  "smithy.test#httpResponseTests": detail,
  "smithy.test#smokeTests": detail,
};

/** Finds the rule for a changed trait. A trait that is not in the table has the rule `unknown-trait`. */
export function ruleOfTrait(trait: string, change: TraitChange): RuleId {
  return traitRules[trait]?.(change) ?? "unknown-trait";
}

function sdkId(service: unknown): unknown {
  return (service as { sdkId?: string } | undefined)?.sdkId;
}

function isTightened(before: unknown, after: unknown): boolean {
  const [old, now] = [before ?? {}, after ?? {}] as [Limits, Limits];
  const raised = (now.min ?? Number.NEGATIVE_INFINITY) > (old.min ?? Number.NEGATIVE_INFINITY);
  const lowered = (now.max ?? Number.POSITIVE_INFINITY) < (old.max ?? Number.POSITIVE_INFINITY);
  return raised || lowered;
}

/**
 * Whether a `@pattern` could match less than before. Only two cases are known to match at least as much: the pattern is
 * removed, or the old one is an alternative of the new one, `old|new`.
 *
 * @param before - its value, or `undefined` if there was none
 */
function couldBeTightened(before: unknown, after: unknown): boolean {
  if (after === undefined) {
    return false;
  }
  const [old, now] = [String(before), String(after)];
  return before === undefined || !(now.startsWith(`${old}|`) || now.endsWith(`|${old}`));
}
