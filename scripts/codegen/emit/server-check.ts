import { structureClosure } from "../model/closure.ts";
import { isConstrained } from "../model/constraints.ts";
import type { Member, Service, StringType, Structure, Type } from "../model/service.ts";
import { literal, patternName } from "../print/names.ts";
import { code, type Printable, SourceFile } from "../print/source-file.ts";
import { modelType, runtimeType, runtimeValue } from "./server-modules.ts";

const violations = code`violations: ${runtimeType("Violation")}[]`;

/** Emits the functions that check what was read against the model's constraints. */
export function emitServerCheck(service: Service): SourceFile {
  const file = new SourceFile();
  const structures = structureClosure(service.operations.map((operation) => operation.input));
  const targets = new Set(
    structures.flatMap((structure) => structure.members.map((member) => member.target)),
  );
  for (const string of service.constrainedStrings.filter((string) => targets.has(string))) {
    emitStringCheck(file, string);
  }
  for (const structure of structures.filter(isConstrained)) {
    emitStructureCheck(file, structure);
  }
  return file;
}

/** A pattern is tried only on a value whose length is within its limits. */
function emitStringCheck(file: SourceFile, { name, length, pattern }: StringType): void {
  const checks: Printable[] = [];
  if (length !== undefined) {
    checks.push(
      code`${runtimeValue("checkLength")}(value, ${String(length.min)}, ${String(length.max)}, path, name, violations)`,
    );
  }
  if (pattern !== undefined) {
    file.print`const ${patternName(name)} = ${runtimeValue("compilePattern")}(${literal(pattern)});\n`;
    checks.push(code`${runtimeValue("checkPattern")}(value, ${patternName(name)}, path, name, violations)`);
  }
  const [first, second] = checks;
  file.print`/** Checks the constraints of ${name}. */
    export function check${name}(value: string, path: string, name: string, ${violations}): void {`;
  if (second === undefined) {
    file.print`${first ?? ""};`;
  } else {
    file.print`if (${first ?? ""}) { ${second}; }`;
  }
  file.print`}\n`;
}

function emitStructureCheck(file: SourceFile, structure: Structure): void {
  const parameters = code`value: ${runtimeType("Unchecked")}<${modelType(structure.name)}>, path: string, ${violations}`;
  file.print`/** Checks the constraints of ${structure.name}. */
    export function check${structure.name}(${parameters}): void {`;
  for (const member of structure.members) {
    emitMemberCheck(file, member);
  }
  file.print`}\n`;
}

function emitMemberCheck(file: SourceFile, member: Member): void {
  const value = `value.${member.name}`;
  const check = isConstrained(member.target) ? checkValue(member.target, value, member.name) : undefined;
  const required = code`${runtimeValue("checkRequired")}(${value}, path, ${literal(member.name)}, violations)`;
  if (member.required) {
    file.print`${check === undefined ? code`${required};` : code`if (${required}) { ${check}; }`}`;
  } else if (check !== undefined) {
    file.print`if (${value} !== undefined) { ${check}; }`;
  }
}

function checkValue(type: Type, value: string, name: string): Printable | undefined {
  switch (type.kind) {
    case "string":
      return `check${type.name}(${value}, path, ${literal(name)}, violations)`;
    case "timestamp":
      return undefined;
    case "structure":
      return `check${type.name}(${value}, \`\${path}/${name}\`, violations)`;
  }
}
