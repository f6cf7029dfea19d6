import type { ResolvedPattern } from "../../model/constraints.ts";
import type { Member, Message, Service } from "../../model/service.ts";
import type { Constraints, Limits, Type } from "../../model/types.ts";
import { hasConstrainedMember, isConstrained, partsOf } from "../../model/walk-types.ts";
import { importValue } from "../../print/imports.ts";
import { literal, patternName } from "../../print/names.ts";
import { code, type Printable, SourceFile } from "../../print/source-file.ts";
import { uncheckedType } from "./read-json.ts";
import { modelType, runtimeType, runtimeValue } from "./symbols.ts";

/** Emits the functions that check what was read against the model's constraints. */
export function emitServerCheck(service: Service): SourceFile {
  const file = new SourceFile();
  const inputs = service.operations.flatMap(({ name, input }) =>
    input === undefined ? [] : { name, input },
  );
  for (const { name, input } of inputs) {
    if (hasConstrainedMember(input.members)) {
      emitInputCheck(file, name, input);
    }
  }
  for (const [name, type] of constrainedTypes(inputs.flatMap(({ input }) => input.members))) {
    emitTypeCheck(file, name, type);
  }
  return file;
}

/** Every constrained type in the members, by the name of its function, in order. */
function constrainedTypes(members: readonly Member[]): [string, Type][] {
  const found = new Map<string, Type>();
  const visit = (type: Type): void => {
    const name = checkerName(type);
    if (isConstrained(type) && !found.has(name)) {
      found.set(name, type);
      partsOf(type).forEach(visit);
    }
  };
  for (const { target } of members) {
    visit(target);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A pattern that could make JavaScript's engine backtrack needs another one, which the others don't have to load. */
function patternCompiler({ matcher }: ResolvedPattern): Printable {
  return matcher === "native"
    ? runtimeValue("compilePattern")
    : importValue("compileLinearPattern", "runtime/linear-pattern");
}

function checkerName(type: Type): string {
  const owner = "constraints" in type ? type.constraints?.owner : undefined;
  return `check${owner ?? type.name}`;
}

function emitInputCheck(file: SourceFile, operation: string, input: Message): void {
  const unchecked = code`${runtimeType("Unchecked")}<${modelType(input.name)}>`;
  file.print`/** Checks the constraints of the input of ${operation}. */
    export function check${operation}(input: ${unchecked}, violations: ${runtimeType("Violation")}[]): void {`;
  for (const member of input.members) {
    emitMemberCheck(file, member, "input", '""');
  }
  file.print`}\n`;
}

function emitTypeCheck(file: SourceFile, name: string, type: Type): void {
  const constraints = "constraints" in type ? type.constraints : undefined;
  if (constraints?.pattern !== undefined) {
    file.print`const ${patternName(constraints.owner)} = ${patternCompiler(constraints.pattern)}(${literal(constraints.pattern.text)});\n`;
  }
  file.print`/** Checks the constraints of ${constraints?.owner.replace("$", "'s ") ?? type.name}. */
    export function ${name}(
      value: ${uncheckedType(type)}, path: string, name: ${runtimeType("PathSegment")}, violations: ${runtimeType("Violation")}[],
    ): void {`;
  if (type.kind === "structure" || type.kind === "union") {
    file.print`const place = \`\${path}/\${name}\`;`;
    for (const member of type.members) {
      if (type.kind === "structure") {
        emitMemberCheck(file, member, "value", "place");
      } else {
        emitChoiceCheck(file, member);
      }
    }
  } else {
    file.print`${nestChecks(checksOf(type, constraints))}`;
  }
  file.print`}\n`;
}

/** Each check is made only where those before it pass: what is too long is not matched, nor are its items looked at. */
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
    checks.push(check("Length", printLimits(constraints.length, "")));
  }
  if (constraints?.range !== undefined && type.kind === "number") {
    const exact = type.size === "long" || type.size === "bigInteger";
    checks.push(check("Range", printLimits(constraints.range, exact ? "n" : "", type.size === "bigDecimal")));
  }
  if (constraints?.pattern !== undefined) {
    checks.push(check("Pattern", patternName(constraints.owner)));
  }
  if (constraints?.uniqueItems === true) {
    checks.push(check("UniqueItems"));
  }
  if (type.kind === "map" && isConstrained(type.key)) {
    checks.push(checkParts("Keys", type.key));
  }
  const part = type.kind === "list" ? type.item : type.kind === "map" ? type.value : undefined;
  if (part !== undefined && isConstrained(part)) {
    checks.push(checkParts(type.kind === "list" ? "Items" : "Values", part));
  }
  return checks;
}

function checkEnum(values: readonly (string | number)[], internal: readonly string[]): Printable {
  const told = values.filter((value) => typeof value === "number" || !internal.includes(value));
  const rest = internal.length === 0 ? "" : `, ${JSON.stringify(internal)}`;
  return code`${runtimeValue("checkEnum")}(value, ${JSON.stringify(told)}, path, name, violations${rest})`;
}

function check(what: string, ...settings: string[]): Printable {
  const list = settings.map((setting) => `${setting}, `).join("");
  return code`${runtimeValue(`check${what}`)}(value, ${list}path, name, violations)`;
}

function checkParts(what: string, part: Type): Printable {
  return code`${runtimeValue(`check${what}`)}(value, path, name, violations, ${checkerName(part)})`;
}

function printLimits({ min, max }: Limits, suffix: string, asText = false): string {
  const print = (limit: number | undefined): string => {
    const text = `${limit}${suffix}`;
    return limit === undefined ? "undefined" : asText ? literal(text) : text;
  };
  return `${print(min)}, ${print(max)}`;
}

function emitMemberCheck(file: SourceFile, member: Member, holder: string, place: string): void {
  const value = `${holder}.${member.name}`;
  const name = literal(member.name);
  const content = isConstrained(member.target)
    ? `${checkerName(member.target)}(${value}, ${place}, ${name}, violations)`
    : undefined;
  const required = code`${runtimeValue("checkRequired")}(${value}, ${place}, ${name}, violations)`;
  if (member.required) {
    file.print`${content === undefined ? code`${required};` : code`if (${required}) { ${content}; }`}`;
  } else if (content !== undefined) {
    file.print`if (${value} !== undefined) { ${content}; }`;
  }
}

function emitChoiceCheck(file: SourceFile, { name, target }: Member): void {
  if (isConstrained(target)) {
    file.print`if (${literal(name)} in value && value.${name} !== undefined) {
        ${checkerName(target)}(value.${name}, place, ${literal(name)}, violations);
      }`;
  }
}
