import type {
  EndpointResult,
  EndpointRule,
  RuleCondition,
  RuleExpression,
} from "../../model/endpoint-rules.ts";
import { findIdentifiers } from "../../print/identifiers.ts";
import { propertyKey, variableName } from "../../print/names.ts";
import { code, join, type Printable } from "../../print/source-file.ts";
import { clientValue } from "../client-symbols.ts";
import type { ExpressionCompiler } from "./expressions.ts";
import { readVariable, type Scope, withVariable } from "./scope.ts";
import { isTruthy, type Value } from "./value.ts";

/** Statements. */
interface Block {
  readonly code: Printable;
  /** Whether no statement after them is reached. */
  readonly isEnd: boolean;
}

/** What is left of a rule that can't apply. */
const nothing: Block = { code: "", isEnd: false };

/**
 * Compiles rules to statements that return an endpoint or throw an error. Rules that can't apply are left out.
 *
 * @param scope - the parameters
 */
export function compileRules(
  rules: readonly EndpointRule[],
  scope: Scope,
  expressions: ExpressionCompiler,
): Printable {
  const statements: Printable[] = [];
  for (const rule of rules) {
    const block = compileConditions(rule.conditions, scope, expressions, (inner) =>
      compileResult(rule, inner, expressions),
    );
    statements.push(block.code);
    if (block.isEnd) {
      return statements;
    }
  }
  return [...statements, throwError('"No endpoint rule applies to the options of the client."')];
}

function compileResult(rule: EndpointRule, scope: Scope, expressions: ExpressionCompiler): Printable {
  switch (rule.type) {
    case "tree":
      return compileRules(rule.rules, scope, expressions);
    case "error":
      return throwError(expressions.compile(rule.error, scope).code);
    case "endpoint":
      return compileEndpoint(rule.endpoint, scope, expressions);
  }
}

/** Compiles conditions, and the statements for the case that all hold. They always end. */
function compileConditions(
  conditions: readonly RuleCondition[],
  scope: Scope,
  expressions: ExpressionCompiler,
  compileBody: (scope: Scope) => Printable,
  tests: readonly Printable[] = [],
): Block {
  const [condition, ...others] = conditions;
  if (condition === undefined) {
    return wrap(tests, { code: compileBody(scope), isEnd: true });
  }
  const value = expressions.compile(condition, scope);
  const compileOthers = (inner: Scope, newTests: readonly Printable[]) =>
    compileConditions(others, inner, expressions, compileBody, newTests);
  if (condition.assign !== undefined) {
    const block = compileAssignment(condition.assign, value, scope, (inner) => compileOthers(inner, []));
    return wrap(tests, block);
  }
  if (isTruthy(value).constant === false) {
    return nothing;
  }
  return compileOthers(narrow(scope, condition), [...tests, ...testsOf(value)]);
}

/** Compiles a condition that assigns its result. There is no variable if the generator knows it, or nothing reads it. */
function compileAssignment(
  name: string,
  value: Value,
  scope: Scope,
  compileOthers: (scope: Scope) => Block,
): Block {
  if (value.constant !== undefined) {
    return value.constant === false ? nothing : compileOthers(withVariable(scope, name, value));
  }
  const variable = variableName(name);
  const others = compileOthers(
    withVariable(scope, name, { kind: value.kind, code: variable, isOptional: false }),
  );
  if (!mentions(others.code, variable)) {
    return wrap(testsOf(value), others);
  }
  const tests = testsOf({ ...value, code: variable });
  const block = wrap(tests, others);
  const statements = code`const ${variable} = ${value.code};\n${block.code}`;
  return block.isEnd ? { ...block, code: statements } : { ...block, code: code`{\n${statements}}\n` };
}

function testsOf(value: Value): Printable[] {
  const { constant, code: test } = isTruthy(value);
  return constant === true ? [] : [test];
}

/** Whether code reads a variable. */
export function mentions(printed: Printable, variable: string): boolean {
  if (Array.isArray(printed)) {
    return printed.some((part) => mentions(part, variable));
  }
  return typeof printed === "string" && findIdentifiers(printed).has(variable);
}

/** After `isSet`, a variable is not undefined. */
function narrow(scope: Scope, { fn, argv: [argument] }: RuleCondition): Scope {
  if (fn !== "isSet" || typeof argument !== "object" || !("ref" in argument)) {
    return scope;
  }
  return withVariable(scope, argument.ref, { ...readVariable(scope, argument.ref), isOptional: false });
}

function wrap(tests: readonly Printable[], block: Block): Block {
  return tests.length === 0 || block === nothing
    ? block
    : { code: code`if (${join(tests, " && ")}) {\n${block.code}}\n`, isEnd: false };
}

function throwError(message: Printable): Printable {
  return code`throw new ${clientValue("EndpointError")}(${message});\n`;
}

function compileEndpoint(
  { url, headers = {}, properties = {} }: EndpointResult["endpoint"],
  scope: Scope,
  expressions: ExpressionCompiler,
): Printable {
  const compile = (expression: RuleExpression): Printable => expressions.compile(expression, scope).code;
  const scheme = properties.authSchemes?.find(({ name }) => name === "sigv4");
  const headerParts = Object.entries(headers).map(
    ([name, values]) => code`${propertyKey(name)}: ${join(values.map(compile), ' + ", " + ')}`,
  );
  const parts = [
    code`"url": ${compile(url)}`,
    ...(headerParts.length === 0 ? [] : [code`"headers": { ${join(headerParts, ", ")} }`]),
    ...(scheme?.signingRegion === undefined ? [] : [code`"signingRegion": ${compile(scheme.signingRegion)}`]),
    ...(scheme?.signingName === undefined ? [] : [code`"signingName": ${compile(scheme.signingName)}`]),
  ];
  return code`return { ${join(parts, ", ")} };\n`;
}
