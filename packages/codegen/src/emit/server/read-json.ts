import type { ListType, MapType, Structure, Type, Union } from "../../model/types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, variableName } from "../../print/names.ts";
import { code, exportIfSplit, type Printable, type SourceFile } from "../../print/source-file.ts";
import { defaultExpression } from "../expressions.ts";
import { collectionFunctions, runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { jsonReader, readerName, uncheckedType } from "./symbols.ts";

/** Emits the function that reads a list, map, structure or union from JSON. Other types need none. */
export function emitJsonReader(file: SourceFile, type: Type): void {
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

/**
 * Emits the statements that read one member. An absent member leaves no key, or gets its default.
 *
 * @param content - an expression that is `undefined` if the member is absent
 * @param read - an expression that turns the content, which is in the member's variable, into the member's value
 * @param defaultValue - an expression
 */
export function emitMemberReader(
  file: SourceFile,
  target: string,
  member: string,
  content: Printable,
  read: Printable,
  defaultValue: string | undefined,
): void {
  const variable = variableName(member);
  file.print`const ${variable} = ${content};`;
  if (defaultValue !== undefined) {
    file.print`${target}.${member} = ${variable} === undefined ? ${defaultValue} : ${read};`;
  } else {
    file.print`if (${variable} !== undefined) {
        ${target}.${member} = ${read};
      }`;
  }
}

function emitHead(file: SourceFile, type: ListType | MapType | Structure | Union): void {
  file.declare(readerName(type.name));
  file.print`${jsDoc(`Reads ${type.name} from JSON.`, [seeShape(type.id)])}${exportIfSplit}function ${readerName(type.name)}(
      value: unknown, path: string, name: ${runtimeType("PathSegment")},
    ): ${uncheckedType(type)} {`;
}

function emitCollectionReader(file: SourceFile, type: ListType | MapType): void {
  const read = runtimeValue(collectionFunctions(type).read);
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
    const fullPath = \`\${path}/\${name}\`;
    const result: ${uncheckedType(structure)} = {};`;
  for (const member of structure.members) {
    const content = code`${runtimeValue("getMember")}(object, ${literal(member.jsonName)})`;
    const variable = variableName(member.name);
    const read = code`${jsonReader(member.target)}(${variable}, fullPath, ${literal(member.jsonName)})`;
    emitMemberReader(file, "result", member.name, content, read, defaultExpression(member));
  }
  file.print`return result;
    }\n`;
}

function emitUnionReader(file: SourceFile, union: Union): void {
  emitHead(file, union);
  file.print`const [member, content] = ${runtimeValue("readUnionMember")}(value, path, name);
    const fullPath = \`\${path}/\${name}\`;
    switch (member) {`;
  for (const { name, jsonName, target } of union.members) {
    file.print`case ${literal(jsonName)}:
        return { ${name}: ${jsonReader(target)}(content, fullPath, ${literal(jsonName)}) };`;
  }
  file.print`default:
        throw ${runtimeValue("createUnionError")}(path, name);
      }
    }\n`;
}
