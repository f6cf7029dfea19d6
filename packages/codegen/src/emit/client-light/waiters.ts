import { parseExpression } from "../../jmespath/parse.ts";
import { UnsupportedExpressionError } from "../../jmespath/syntax.ts";
import type { Operation, Service } from "../../model/service.ts";
import type { Acceptor, Matcher, PathMatcher, Waiter } from "../../model/waiters.ts";
import { type ImportSymbol, importValue } from "../../print/imports.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { compileExpression } from "./compile-expression.ts";
import { equalsLiteral, nameKind, type Value } from "./expression-types.ts";
import { inputType } from "./input-type.ts";
import { selectOperations } from "./select-operations.ts";
import { clientClass, clientMethodName, outputType } from "./symbols.ts";

/** A waiter of an operation, with the code that says what results mean. */
interface CompiledWaiter {
  readonly operation: Operation;
  readonly waiter: Waiter;
  readonly matchOutput: Printable;
  readonly matchError: Printable;
}

/** A waiter that the client doesn't have. */
export interface UnsupportedWaiter {
  readonly name: string;
  /** Why: the end of a sentence that starts with the JMESPath expression. */
  readonly reason: string;
}

/** Compiles the waiters of a service. A name that several operations have is that of the first one. */
export function compileWaiters(service: Service): {
  readonly compiled: readonly CompiledWaiter[];
  readonly unsupported: readonly UnsupportedWaiter[];
} {
  const compiled = new Map<string, CompiledWaiter>();
  const unsupported: UnsupportedWaiter[] = [];
  for (const operation of selectOperations(service)) {
    for (const waiter of operation.waiters.filter(({ name }) => !compiled.has(name))) {
      try {
        compiled.set(waiter.name, compileWaiter(operation, waiter));
      } catch (error) {
        if (!(error instanceof UnsupportedExpressionError)) {
          throw error;
        }
        unsupported.push({ name: waiter.name, reason: error.message });
      }
    }
  }
  return { compiled: [...compiled.values()], unsupported };
}

/** The function that waits for a state: `waitUntilThingReady`. */
export function waiterFunction(waiter: string): ImportSymbol {
  return importValue(`waitUntil${waiter}`, "./waiters.ts");
}

/** Emits waiters.ts: a function for each state that callers can wait for. */
export function emitLightWaiters(service: Service): SourceFile {
  const file = new SourceFile("waiters.ts");
  for (const waiter of compileWaiters(service).compiled) {
    emitWaiter(file, service, waiter);
  }
  return file;
}

function compileWaiter(operation: Operation, waiter: Waiter): CompiledWaiter {
  const isOfErrors = ({ matcher }: Acceptor) =>
    matcher.kind === "errorType" || (matcher.kind === "success" && !matcher.success);
  const { acceptors } = waiter;
  return {
    operation,
    waiter,
    matchOutput: printMatches(
      operation,
      "output",
      acceptors.filter((acceptor) => !isOfErrors(acceptor)),
    ),
    matchError: printMatches(operation, "error", acceptors.filter(isOfErrors)),
  };
}

/** Prints a function that returns the state of the first acceptor that matches. */
function printMatches(operation: Operation, parameter: string, acceptors: readonly Acceptor[]): Printable {
  const conditions = acceptors.map(({ state, matcher }) => ({
    state,
    condition: printCondition(operation, matcher),
  }));
  const chain = conditions.reduceRight<Printable>(
    (rest, { state, condition }) =>
      condition === undefined ? literal(state) : code`${condition} ? ${literal(state)} : ${rest}`,
    "undefined",
  );
  return code`(${conditions.some(({ condition }) => condition !== undefined) ? parameter : ""}) => ${chain}`;
}

/** @returns `undefined` if any output, or any error, matches */
function printCondition(operation: Operation, matcher: Matcher): Printable | undefined {
  switch (matcher.kind) {
    case "success":
      return undefined;
    case "errorType":
      return code`error.name === ${literal(matcher.name)}`;
    default:
      return matchPath(operation, matcher);
  }
}

function matchPath(operation: Operation, matcher: PathMatcher & { readonly kind: string }): Printable {
  const { path, expected, comparator } = matcher;
  const messages = { input: messageValue("input", operation), output: messageValue("output", operation) };
  const root: Value =
    matcher.kind === "output"
      ? messages.output
      : { type: { kind: "messages", messages }, code: "", isOptional: false };
  try {
    const value = compileExpression(parseExpression(path), root);
    switch (comparator) {
      case "stringEquals":
        return equalsLiteral(value, expected);
      case "booleanEquals":
        return equalsLiteral(value, expected === "true");
      case "allStringEquals":
        return code`${clientValue("allEqual")}(${requireList(value)}, ${literal(expected)})`;
      case "anyStringEquals":
        return code`${clientValue("anyEqual")}(${requireList(value)}, ${literal(expected)})`;
    }
  } catch (error) {
    if (error instanceof UnsupportedExpressionError) {
      throw new UnsupportedExpressionError(`${path}: ${error.message}.`);
    }
    throw error;
  }
}

function messageValue(name: "input" | "output", operation: Operation): Value {
  const members = operation[name]?.members ?? [];
  return { type: { kind: "structure", members }, code: name, isOptional: false };
}

function requireList({ type, code: list }: Value): Printable {
  if (type.kind !== "list") {
    throw new UnsupportedExpressionError(`it results in ${nameKind(type.kind)} instead of a list`);
  }
  return list;
}

function emitWaiter(file: SourceFile, service: Service, compiled: CompiledWaiter): void {
  const { operation, waiter, matchOutput, matchError } = compiled;
  const { name, documentation, deprecated, minDelay, maxDelay } = waiter;
  const method = clientMethodName(operation.name);
  const about = jsDoc(documentation || `Waits for ${name}, by calls of ${operation.name}.`, [
    ...(deprecated ? ["@deprecated"] : []),
    "@returns the last output; undefined if an error of the service was waited for",
    "@throws {WaiterError} if the state can't be reached any more, or not in time",
    seeShape(operation.id),
  ]);
  const { name: symbol } = waiterFunction(name);
  file.declare(symbol);
  file.print`${about}export function ${symbol}(
      client: Pick<${clientClass(service)}, ${literal(method)}>,
      input: ${inputType(operation.input)},
      options: ${clientType("WaiterOptions")},
    ): Promise<${clientType("WithMetadata")}<${outputType(operation.output)}> | undefined> {
      return ${clientValue("waitUntil")}(
        {
          name: ${literal(name)},
          minDelay: ${minDelay},
          maxDelay: ${maxDelay},
          matchOutput: ${matchOutput},
          matchError: ${matchError},
        },
        options,
        (callOptions) => client.${method}(input, callOptions),
      );
    }\n`;
}
