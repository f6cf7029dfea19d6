import type { RuleCall, RuleExpression } from "../../model/endpoint-rules.ts";
import { UnsupportedModelError } from "../../model/json-ast.ts";
import { code, join, type Printable } from "../../print/source-file.ts";
import { type ClientValue, clientValue } from "../client-symbols.ts";
import { compileAttribute } from "./attributes.ts";
import type { PartitionTable } from "./partition-table.ts";
import { readVariable, type Scope } from "./scope.ts";
import { compileTemplate } from "./template.ts";
import {
  constantValue,
  equals,
  isSet,
  isTruthy,
  negate,
  optionalValue,
  requiredValue,
  type Value,
  type ValueKind,
} from "./value.ts";

/** Functions of the runtime: what they return, and whether that can be undefined. */
const runtimeFunctions: Readonly<Record<string, readonly [ClientValue, ValueKind, optional?: true]>> = {
  "aws.isVirtualHostableS3Bucket": ["isVirtualHostableS3Bucket", "boolean"],
  "aws.parseArn": ["parseArn", "arn", true],
  isValidHostLabel: ["isValidHostLabel", "boolean"],
  parseURL: ["parseUrl", "url", true],
  split: ["split", "stringArray"],
  substring: ["substring", "string", true],
  uriEncode: ["percentEncode", "string"],
};

/** Compiles the expressions of endpoint rules. */
export class ExpressionCompiler {
  readonly #service: string;
  readonly #partitions: PartitionTable;

  /** @param service - the service's ID, for errors */
  constructor(service: string, partitions: PartitionTable) {
    this.#service = service;
    this.#partitions = partitions;
  }

  /**
   * Compiles an expression.
   *
   * @throws UnsupportedModelError if it calls a function that is not in Smithy's or AWS's library
   */
  compile(expression: RuleExpression, scope: Scope): Value {
    switch (typeof expression) {
      case "string":
        return compileTemplate(expression, (name, attribute) => {
          const value = readVariable(scope, name);
          return attribute === undefined ? value : compileAttribute(value, attribute, this.#partitions);
        });
      case "boolean":
        return constantValue(expression);
      case "number":
        return requiredValue("number", String(expression));
      default:
        return "ref" in expression
          ? readVariable(scope, expression.ref)
          : this.#compileCall(expression, scope);
    }
  }

  /** @see https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html */
  #compileCall({ fn, argv }: RuleCall, scope: Scope): Value {
    const compile = (index: number): Value => this.compile(argv[index] ?? "", scope);
    switch (fn) {
      case "aws.partition":
        return requiredValue("partition", this.#partitions.find(compile(0).code));
      case "booleanEquals":
      case "stringEquals":
        return equals(compile(0), compile(1));
      case "coalesce":
        return coalesce(argv.map((_, index) => compile(index)));
      case "getAttr":
        return compileAttribute(compile(0), String(argv[1]), this.#partitions);
      case "isSet":
        return isSet(compile(0));
      case "ite":
        return choose(isTruthy(compile(0)), compile(1), compile(2));
      case "not":
        return negate(isTruthy(compile(0)));
      default:
        return this.#callRuntime(
          fn,
          argv.map((_, index) => compile(index).code),
        );
    }
  }

  #callRuntime(fn: string, args: readonly Printable[]): Value {
    const known = runtimeFunctions[fn];
    if (known === undefined) {
      throw new UnsupportedModelError(
        this.#service,
        `the function ${fn} of its endpoint rules is not supported.`,
      );
    }
    const [name, kind, isOptional = false] = known;
    return { kind, code: code`${clientValue(name)}(${join(args, ", ")})`, isOptional };
  }
}

function choose(test: Value, first: Value, second: Value): Value {
  if (typeof test.constant === "boolean") {
    return test.constant ? first : second;
  }
  const chosen = code`(${test.code} ? ${first.code} : ${second.code})`;
  return { kind: first.kind, code: chosen, isOptional: first.isOptional || second.isOptional };
}

function coalesce(values: readonly Value[]): Value {
  const end = values.findIndex(({ isOptional }) => !isOptional) + 1;
  const needed = end === 0 ? values : values.slice(0, end);
  const [only] = needed;
  if (only !== undefined && needed.length === 1) {
    return only;
  }
  const chosen = code`(${join(
    needed.map(({ code }) => code),
    " ?? ",
  )})`;
  const kind = only?.kind ?? "string";
  return end === 0 ? optionalValue(kind, chosen) : requiredValue(kind, chosen);
}
