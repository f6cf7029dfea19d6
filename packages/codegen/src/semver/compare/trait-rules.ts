import type { Usage } from "../api.ts";
import type { RuleId } from "../rules/rules.ts";
import { isTightened, mayBeTightened } from "./traits.ts";

/** A trait that differs: its values before and after, `undefined` where it is not there. */
interface TraitChange {
  readonly before: unknown;
  readonly after: unknown;
  /** On which way the values go that it is about; a service and an operation go none. */
  readonly usage: Usage | undefined;
}

/** Says which rule a change of a trait falls under. */
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

/** A constraint of which more and less can be told apart. */
const constraint =
  (tightens: (before: unknown, after: unknown) => boolean): TraitRule =>
  ({ before, after, usage }) => {
    if (usage === "response") {
      return "constraint-changed-response";
    }
    return tightens(before, after) ? "constraint-tightened-request" : "constraint-loosened-request";
  };

/** Every trait that means something to the generated packages, and those that are known to mean nothing. */
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
  "smithy.api#pattern": constraint(mayBeTightened),
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

/** Says which rule a change of a trait falls under; one that nobody has decided about has a rule of its own. */
export function ruleOfTrait(trait: string, change: TraitChange): RuleId {
  return traitRules[trait]?.(change) ?? "unknown-trait";
}

function sdkId(service: unknown): unknown {
  return (service as { sdkId?: string } | undefined)?.sdkId;
}
