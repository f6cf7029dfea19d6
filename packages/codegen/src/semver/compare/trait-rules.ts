import type { RuleId } from "../rules/rules.ts";
import type { Usage } from "../uses.ts";
import { ruleOfClientParameters, ruleOfEndpointRules } from "./endpoint-parameters.ts";

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
const detail = always("model-detail");
const clientBehaviour = always("client-behaviour-changed");
const endpoints = always("endpoints-changed");
const hostPrefix = always("host-prefix-changed");
const helper: TraitRule = ({ before }) =>
  before === undefined ? "client-helper-added" : "client-helper-changed";

/**
 * The rules of the traits that affect the generated packages, and of those that are known not to. Traits whose effect
 * depends on others are compared in resolved form.
 */
const traitRules: Readonly<Record<string, TraitRule>> = {
  "smithy.api#documentation": documentation,
  "smithy.api#externalDocumentation": documentation,
  "smithy.api#examples": documentation,
  "smithy.api#since": documentation,
  "smithy.api#title": documentation,
  "smithy.api#deprecated": ({ before, after }) =>
    before === undefined && after !== undefined ? "deprecated" : "documentation-changed",

  "smithy.api#sparse": always("type-changed"),
  "smithy.api#streaming": always("type-changed"),
  "smithy.api#sensitive": ({ before }) => (before === undefined ? "sensitive-added" : "sensitive-removed"),

  "smithy.api#endpoint": hostPrefix,
  "smithy.api#hostLabel": hostPrefix,
  "smithy.api#httpChecksumRequired": clientBehaviour,
  "smithy.api#requestCompression": ({ before, after }) => ruleOfCompression(before, after),
  "smithy.api#requiresLength": clientBehaviour,
  "smithy.api#retryable": clientBehaviour,
  "smithy.api#paginated": helper,
  "smithy.waiters#waitable": helper,

  "smithy.api#httpApiKeyAuth": authentication,
  "smithy.api#httpBasicAuth": authentication,
  "smithy.api#httpBearerAuth": authentication,
  "smithy.api#httpDigestAuth": authentication,
  "smithy.api#optionalAuth": authentication,
  "aws.auth#sigv4": authentication,
  "aws.auth#sigv4a": authentication,
  "aws.auth#unsignedPayload": authentication,
  "smithy.rules#clientContextParams": ruleOfClientParameters,
  "smithy.rules#contextParam": endpoints,
  "smithy.rules#endpointBdd": ruleOfEndpointRules,
  "smithy.rules#endpointRuleSet": ruleOfEndpointRules,
  "smithy.rules#operationContextParams": endpoints,
  "smithy.rules#staticContextParams": endpoints,
  "aws.api#service": ({ before, after }) => ruleOfService(before ?? {}, after ?? {}),

  "aws.api#arn": detail,
  "aws.api#arnReference": detail,
  "aws.api#controlPlane": detail,
  "aws.api#data": detail,
  "aws.api#dataPlane": detail,
  "aws.api#tagEnabled": detail,
  "aws.api#taggable": detail,
  "aws.protocols#awsQueryError": detail,
  "aws.protocols#restJson1": detail,
  "smithy.api#addedDefault": detail,
  "smithy.api#box": detail,
  "smithy.api#clientOptional": detail,
  "smithy.api#idempotent": detail,
  "smithy.api#input": detail,
  "smithy.api#internal": detail,
  "smithy.api#nestedProperties": detail,
  "smithy.api#noReplace": detail,
  "smithy.api#notProperty": detail,
  "smithy.api#output": detail,
  "smithy.api#private": detail,
  "smithy.api#property": detail,
  "smithy.api#readonly": detail,
  "smithy.api#recommended": detail,
  "smithy.api#references": detail,
  "smithy.api#resourceIdentifier": detail,
  "smithy.api#suppress": detail,
  "smithy.api#tags": detail,
  "smithy.api#unstable": detail,
  "smithy.api#xmlAttribute": detail,
  "smithy.api#xmlFlattened": detail,
  "smithy.api#xmlName": detail,
  "smithy.api#xmlNamespace": detail,
  "smithy.rules#endpointTests": detail,
  "smithy.test#httpMalformedRequestTests": detail,
  "smithy.test#httpRequestTests": detail,
  "smithy.test#httpResponseTests": detail,
  "smithy.test#smokeTests": detail,
};

/** Namespaces of traits for other tools, which no generator reads. */
const foreign = /^aws\.(iam|cloudformation)#/;

/** Finds the rule for a changed trait. A trait that is not known has the rule `unknown-trait`. */
export function ruleOfTrait(trait: string, change: TraitChange): RuleId {
  return traitRules[trait]?.(change) ?? (foreign.test(trait) ? "model-detail" : "unknown-trait");
}

/** Clients compress by gzip only. */
function ruleOfCompression(before: unknown, after: unknown): RuleId {
  const [hadGzip, hasGzip] = [before, after].map(
    (trait) => (trait as CompressionTrait | undefined)?.encodings?.includes("gzip") === true,
  );
  if (hadGzip === hasGzip) {
    return "model-detail";
  }
  return hasGzip ? "request-compression-added" : "client-behaviour-changed";
}

/** @see https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait */
interface CompressionTrait {
  readonly encodings?: readonly string[];
}

function ruleOfService(before: ServiceTrait, after: ServiceTrait): RuleId {
  if (before.sdkId !== after.sdkId) {
    return "client-renamed";
  }
  return before.endpointPrefix === after.endpointPrefix ? "model-detail" : "endpoints-changed";
}

/** @see https://smithy.io/2.0/aws/aws-core.html#aws-api-service-trait */
interface ServiceTrait {
  readonly sdkId?: string;
  readonly endpointPrefix?: string;
}
