import type { Service } from "../../model/service.ts";
import type { ListType, MapType, Structure, Type, Union } from "../../model/types.ts";
import { documentClosure } from "../../model/walk-types.ts";
import { literal, variableName } from "../../print/names.ts";
import { code, type Printable, SourceFile } from "../../print/source-file.ts";
import { defaultExpression, typeExpression } from "../expressions.ts";
import { documentKind } from "../runtime-symbols.ts";
import { emitInputReader } from "./read-request.ts";
import { declaredType, runtimeType, runtimeValue } from "./symbols.ts";

/** Emits the functions that read inputs: from a request, and what is in it from JSON. */
export function emitServerRead(service: Service): SourceFile {
  const file = new SourceFile();
  const members = service.operations.flatMap(({ input }) => input?.members ?? []);
  for (const operation of service.operations) {
    emitInputReader(file, operation);
  }
  for (const type of documentClosure(members)) {
    emitReader(file, type);
  }
  return file;
}

/** The function that reads a type from JSON. */
export function jsonReader(type: Type): Printable {
  switch (type.kind) {
    case "list":
    case "map":
    case "structure":
    case "union":
      return `read${type.name}`;
    default:
      return runtimeValue(`read${documentKind(type)}`);
  }
}

/** What a reader gives: the type, with its constraints still to be checked. */
export function uncheckedType(type: Type): Printable {
  return code`${runtimeType("Unchecked")}<${typeExpression(type, declaredType)}>`;
}

function emitReader(file: SourceFile, type: Type): void {
  switch (type.kind) {
    case "list":
    case "map":
      emitCollectionReader(file, type);
      break;
    case "structure":
      emitStructureReader(file, type);
      break;
    case "union":
      emitUnionReader(file, type);
  }
}

function emitHead(file: SourceFile, type: Type): void {
  file.print`/** Reads ${type.name} from JSON. */
    export function read${type.name}(
      value: unknown, path: string, name: ${runtimeType("PathSegment")},
    ): ${uncheckedType(type)} {`;
}

function emitCollectionReader(file: SourceFile, type: ListType | MapType): void {
  const read = runtimeValue(`read${type.sparse ? "Sparse" : ""}${type.kind === "list" ? "List" : "Map"}`);
  emitHead(file, type);
  file.print`return ${read}(value, path, name, ${jsonReader(type.kind === "list" ? type.item : type.value)});
    }\n`;
}

function emitStructureReader(file: SourceFile, structure: Structure): void {
  emitHead(file, structure);
  const read = code`${runtimeValue("readObject")}(value, path, name);`;
  if (structure.members.length === 0) {
    file.print`${read}
      return {};
      }\n`;
    return;
  }
  file.print`const object = ${read}
    const place = \`\${path}/\${name}\`;
    const result: ${uncheckedType(structure)} = {};`;
  for (const member of structure.members) {
    const content = code`${runtimeValue("getMember")}(object, ${literal(member.jsonName)})`;
    const variable = variableName(member.name);
    const read = code`${jsonReader(member.target)}(${variable}, place, ${literal(member.jsonName)})`;
    emitAssignment(file, "result", member.name, content, read, defaultExpression(member));
  }
  file.print`return result;
    }\n`;
}

/**
 * Emits what reads one member. A member that is absent leaves no key behind, or gets its default.
 *
 * @param content - an expression that is `undefined` where the member is absent
 * @param read - turns the content, which is in the member's variable, into the member's value
 */
export function emitAssignment(
  file: SourceFile,
  target: string,
  member: string,
  content: Printable,
  read: Printable,
  standard: string | undefined,
): void {
  const variable = variableName(member);
  file.print`const ${variable} = ${content};`;
  if (standard !== undefined) {
    file.print`${target}.${member} = ${variable} === undefined ? ${standard} : ${read};`;
  } else {
    file.print`if (${variable} !== undefined) {
        ${target}.${member} = ${read};
      }`;
  }
}

function emitUnionReader(file: SourceFile, union: Union): void {
  emitHead(file, union);
  file.print`const [member, content] = ${runtimeValue("readUnionMember")}(value, path, name);
    const place = \`\${path}/\${name}\`;
    switch (member) {`;
  for (const { name, jsonName, target } of union.members) {
    file.print`case ${literal(jsonName)}:
        return { ${name}: ${jsonReader(target)}(content, place, ${literal(jsonName)}) };`;
  }
  file.print`default:
        throw ${runtimeValue("createUnionError")}(path, name);
      }
    }\n`;
}
