import type { AstMember, AstShape, Traits } from "./json-ast.ts";

/**
 * The endpoint rules of a service: the trait `@endpointRuleSet`. Smithy has checked it.
 *
 * @see https://smithy.io/2.0/additional-specs/rules-engine/specification.html
 */
export interface EndpointRules {
  readonly parameters: Readonly<Record<string, EndpointParameter>>;
  readonly rules: readonly EndpointRule[];
}

/** A value that the rules depend on. */
export interface EndpointParameter {
  /** In the spelling of old models too: `String`, `Boolean`. */
  readonly type: string;
  /** What sets it in every client, `AWS::Region`. */
  readonly builtIn?: string;
  readonly required?: boolean;
  readonly default?: string | boolean | readonly string[];
  readonly documentation?: string;
}

/** A rule. It applies if all its conditions hold. */
export type EndpointRule = EndpointResult | ErrorRule | TreeRule;

interface BaseRule {
  readonly conditions: readonly RuleCondition[];
}

/** Ends with an endpoint. */
export interface EndpointResult extends BaseRule {
  readonly type: "endpoint";
  readonly endpoint: {
    readonly url: RuleExpression;
    readonly headers?: Readonly<Record<string, readonly RuleExpression[]>>;
    readonly properties?: { readonly authSchemes?: readonly EndpointAuthScheme[] };
  };
}

/** How requests to an endpoint are signed. The values are templates. */
interface EndpointAuthScheme {
  readonly name: string;
  readonly signingName?: string;
  readonly signingRegion?: string;
}

/** Ends with an error. */
interface ErrorRule extends BaseRule {
  readonly type: "error";
  readonly error: RuleExpression;
}

/** Ends with the first of other rules that applies. */
interface TreeRule extends BaseRule {
  readonly type: "tree";
  readonly rules: readonly EndpointRule[];
}

/** A call that must not return null or false. */
export interface RuleCondition extends RuleCall {
  /** The variable that the result is assigned to. */
  readonly assign?: string;
}

/** A call of a function of Smithy or AWS. */
export interface RuleCall {
  readonly fn: string;
  readonly argv: readonly RuleExpression[];
}

/** A template, a value, a parameter or variable, or a call. */
export type RuleExpression = string | boolean | number | { readonly ref: string } | RuleCall;

/** The rules of a service; `undefined` if it has none. */
export function resolveEndpointRules(traits: Traits | undefined): EndpointRules | undefined {
  return traits?.["smithy.rules#endpointRuleSet"] as EndpointRules | undefined;
}

/** A parameter of the rules that users of a client set. */
export interface ClientParameter {
  readonly name: string;
  readonly type: string;
  readonly documentation: string;
}

/**
 * The parameters that users of a client set, by the trait `@clientContextParams`.
 *
 * @see https://smithy.io/2.0/additional-specs/rules-engine/parameters.html#smithy-rules-clientcontextparams-trait
 */
export function resolveClientParameters(traits: Traits | undefined): readonly ClientParameter[] {
  const parameters = (traits?.["smithy.rules#clientContextParams"] ?? {}) as Readonly<
    Record<string, { readonly type: string; readonly documentation?: string }>
  >;
  return Object.entries(parameters).map(([name, { type, documentation = "" }]) => ({
    name,
    type,
    documentation,
  }));
}

/** A parameter of the rules that an operation sets: to a value, or to what a JMESPath expression finds in its input. */
export type OperationParameter =
  | { readonly name: string; readonly value: string | boolean | readonly string[] }
  | { readonly name: string; readonly path: string };

/**
 * The parameters that an operation sets, by the traits `@operationContextParams`, `@contextParam` and
 * `@staticContextParams`, of which the last one with a name counts.
 *
 * @param input - the shape of the operation's input
 * @see https://smithy.io/2.0/additional-specs/rules-engine/parameters.html
 */
export function resolveOperationParameters(
  operation: Traits | undefined,
  input: AstShape | undefined,
): readonly OperationParameter[] {
  const paths = (operation?.["smithy.rules#operationContextParams"] ?? {}) as Readonly<
    Record<string, { readonly path: string }>
  >;
  const statics = (operation?.["smithy.rules#staticContextParams"] ?? {}) as Readonly<
    Record<string, { readonly value: string | boolean | readonly string[] }>
  >;
  const parameters: OperationParameter[] = [
    ...Object.entries(paths).map(([name, { path }]) => ({ name, path })),
    ...Object.entries(input?.members ?? {}).flatMap(toMemberParameter),
    ...Object.entries(statics).map(([name, { value }]) => ({ name, value })),
  ];
  return [...new Map(parameters.map((parameter) => [parameter.name, parameter])).values()];
}

function toMemberParameter([member, { traits }]: [string, AstMember]): OperationParameter[] {
  const parameter = traits?.["smithy.rules#contextParam"] as { readonly name: string } | undefined;
  return parameter === undefined ? [] : [{ name: parameter.name, path: member }];
}
