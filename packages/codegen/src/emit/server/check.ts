import { toUnion } from "../../model/event-streams.ts";
import type { Operation, Service } from "../../model/service.ts";
import { hasConstrainedMember, isConstrained } from "../../model/type-contents.ts";
import type { Constraints, Limits, Member, Type, Union } from "../../model/types.ts";
import { partsOf, streamsOf, walkTypes } from "../../model/walk-types.ts";
import type { ResolvedPattern } from "../../pattern/resolve-pattern.ts";
import { importValue } from "../../print/imports.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, patternName } from "../../print/names.ts";
import { code, exportIfSplit, type Printable, SourceFile } from "../../print/source-file.ts";
import { type RuntimeValue, runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { checker, checkerName, modelType, uncheckedType, validatorName } from "./symbols.ts";

/** Emits check.ts: functions that check the constraints of each operation's input, and of each type in it. */
export function emitServerCheck(service: Service): SourceFile {
  const file = new SourceFile("check.ts");
  for (const operation of service.operations) {
    emitInputCheck(file, operation);
  }
  const members = service.operations.flatMap(({ input }) => input?.members ?? []);
  const streams = streamsOf(members).map(toUnion);
  const roots = [...members.map(({ target }) => target), ...streams];
  for (const [name, type] of constrainedTypes(roots)) {
    emitTypeCheck(file, name, type, streams.includes(type as Union));
  }
  return file;
}

/** Lists the constrained types in types by the shape that their function is named after, sorted. */
function constrainedTypes(roots: readonly Type[]): [string, Type][] {
  const found = new Map<string, Type>();
  walkTypes(roots, (type) => {
    const name = checkedShape(type);
    const isNew = isConstrained(type) && !found.has(name);
    if (isNew) {
      found.set(name, type);
    }
    return isNew;
  });
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

const compilers: Readonly<Record<ResolvedPattern["matcher"], Printable>> = {
  native: runtimeValue("compilePattern"),
  linear: importValue("compileLinearPattern", "runtime/linear-pattern"),
  nfa: importValue("compileNfaPattern", "runtime/nfa-pattern"),
};

/** The linear engines are separate entry points of the runtime, so that stubs that don't need them don't load them. */
function compilePattern({ text, expression, matcher }: ResolvedPattern): Printable {
  const compiler = compilers[matcher];
  const translation = expression === text ? "" : `, ${literal(expression)}`;
  return code`${compiler}(${literal(text)}${translation})`;
}

/** The shape or member that the function that checks a type is named after. */
function checkedShape(type: Type): string {
  return ("constraints" in type ? type.constraints?.owner : undefined) ?? type.name;
}

function emitInputCheck(file: SourceFile, { name, input }: Operation): void {
  if (input === undefined || !hasConstrainedMember(input.members)) {
    return;
  }
  const unchecked = code`${runtimeType("Unchecked")}<${modelType(input.name)}>`;
  const documentation = jsDoc(`Checks the constraints of the input of ${name}.`, [seeShape(input.id)]);
  file.declare(validatorName(name));
  file.print`${documentation}export function ${validatorName(name)}(input: ${unchecked}, violations: ${runtimeType("Violation")}[]): void {`;
  for (const member of input.members.filter(({ target }) => target.kind !== "eventStream")) {
    emitMemberCheck(file, member, "input", '""');
  }
  file.print`}\n`;
}

/** @param isExported - whether other files call the function */
function emitTypeCheck(file: SourceFile, shape: string, type: Type, isExported: boolean): void {
  const name = checkerName(shape);
  file.declare(name);
  const constraints = "constraints" in type ? type.constraints : undefined;
  if (constraints?.pattern !== undefined) {
    file.print`const ${patternName(constraints.owner)} = ${compilePattern(constraints.pattern)};\n`;
  }
  const id = constraints?.id ?? ("id" in type ? type.id : type.name);
  const owner = constraints?.owner.replace("$", "'s ") ?? type.name;
  file.print`${jsDoc(`Checks the constraints of ${owner}.`, [seeShape(id)])}${isExported ? "export " : exportIfSplit}function ${name}(
      value: ${uncheckedType(type)}, path: string, name: ${runtimeType("PathSegment")}, violations: ${runtimeType("Violation")}[],
    ): void {`;
  if (type.kind === "structure" || type.kind === "union") {
    file.print`const fullPath = \`\${path}/\${name}\`;`;
    for (const member of type.members) {
      if (type.kind === "structure") {
        emitMemberCheck(file, member, "value", "fullPath");
      } else {
        emitChoiceCheck(file, member);
      }
    }
  } else {
    for (const part of partsOf(type)) {
      emitUnchecked(file, part.name, { target: part });
    }
    file.print`${nestChecks(checksOf(type, constraints))}`;
  }
  file.print`}\n`;
}

/** Nests checks so that one runs only if the previous ones passed: a value that is too long is not matched. */
function nestChecks(checks: readonly Printable[]): Printable {
  const [first = "", ...rest] = checks;
  return rest.length === 0 ? code`${first};` : code`if (${first}) { ${nestChecks(rest)} }`;
}

function checksOf(type: Type, constraints: Constraints | undefined): Printable[] {
  const checks: Printable[] = [];
  if (type.kind === "enum" || type.kind === "intEnum") {
    checks.push(checkEnum(type.values, type.kind === "enum" ? type.internal : []));
  }
  if (constraints?.length !== undefined) {
    checks.push(check("checkLength", printLimits(constraints.length, "")));
  }
  if (constraints?.range !== undefined && type.kind === "number") {
    const exact = type.size === "long" || type.size === "bigInteger";
    checks.push(
      check("checkRange", printLimits(constraints.range, exact ? "n" : "", type.size === "bigDecimal")),
    );
  }
  if (constraints?.pattern !== undefined) {
    checks.push(check("checkPattern", patternName(constraints.owner)));
  }
  if (constraints?.uniqueItems === true) {
    checks.push(check("checkUniqueItems"));
  }
  if (type.kind === "map" && isConstrained(type.key)) {
    checks.push(checkParts("checkKeys", type.key));
  }
  const part = type.kind === "list" ? type.item : type.kind === "map" ? type.value : undefined;
  if (part !== undefined && isConstrained(part)) {
    checks.push(checkParts(type.kind === "list" ? "checkItems" : "checkValues", part));
  }
  return checks;
}

function checkEnum(values: readonly (string | number)[], internal: readonly string[]): Printable {
  const listed = values.filter((value) => typeof value === "number" || !internal.includes(value));
  const rest = internal.length === 0 ? "" : `, ${JSON.stringify(internal)}`;
  return code`${runtimeValue("checkEnum")}(value, ${JSON.stringify(listed)}, path, name, violations${rest})`;
}

function check(name: RuntimeValue, ...settings: string[]): Printable {
  const list = settings.map((setting) => `${setting}, `).join("");
  return code`${runtimeValue(name)}(value, ${list}path, name, violations)`;
}

function checkParts(name: RuntimeValue, part: Type): Printable {
  return code`${runtimeValue(name)}(value, path, name, violations, ${checker(checkedShape(part))})`;
}

function printLimits({ min, max }: Limits, suffix: string, asText = false): string {
  const print = (limit: number | bigint | undefined): string => {
    const text = `${limit}${suffix}`;
    return limit === undefined ? "undefined" : asText ? literal(text) : text;
  };
  return `${print(min)}, ${print(max)}`;
}

/** A comment for a part whose pattern is not checked. */
function emitUnchecked(file: SourceFile, name: string, { target }: Pick<Member, "target">): void {
  const unchecked = "constraints" in target ? target.constraints?.uncheckedPattern : undefined;
  if (unchecked !== undefined) {
    file.print`// ${name}: the pattern of ${unchecked.id} is not checked, see unchecked-patterns.md.\n`;
  }
}

function emitMemberCheck(file: SourceFile, member: Member, holder: string, path: string): void {
  emitUnchecked(file, member.name, member);
  const value = `${holder}.${member.name}`;
  const name = literal(member.name);
  const content = isConstrained(member.target)
    ? code`${checker(checkedShape(member.target))}(${value}, ${path}, ${name}, violations)`
    : undefined;
  const required = code`${runtimeValue("checkRequired")}(${value}, ${path}, ${name}, violations)`;
  if (member.required) {
    file.print`${content === undefined ? code`${required};` : code`if (${required}) { ${content}; }`}`;
  } else if (content !== undefined) {
    file.print`if (${value} !== undefined) { ${content}; }`;
  }
}

function emitChoiceCheck(file: SourceFile, member: Member): void {
  const { name, target } = member;
  emitUnchecked(file, name, member);
  if (isConstrained(target)) {
    file.print`if (${literal(name)} in value && value.${name} !== undefined) {
        ${checker(checkedShape(target))}(value.${name}, fullPath, ${literal(name)}, violations);
      }`;
  }
}
