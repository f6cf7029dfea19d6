import type { ListType, MapType, Member, Structure, Type, Union } from "../../model/types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, propertyKey } from "../../print/names.ts";
import { code, exportIfSplit, join, type Printable, type SourceFile } from "../../print/source-file.ts";
import { defaultExpression, typeExpression } from "../expressions.ts";
import { collectionFunctions, runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { jsonWriter, writerName } from "./symbols.ts";

/** Emits the function that writes a list, map, structure or union as JSON. Other types need none. */
export function emitJsonWriter(file: SourceFile, type: Type): void {
  switch (type.kind) {
    case "list":
    case "map":
      emitCollectionWriter(file, type);
      break;
    case "structure":
      emitStructureWriter(file, type);
      break;
    case "union":
      emitUnionWriter(file, type);
  }
}

/**
 * Prints the properties of the JSON object that holds members. An absent member is `undefined`, which JSON omits.
 *
 * @param path - an expression for the path of the object
 * @param printDefault - prints what is sent instead of an absent member; `undefined` for nothing
 */
export function printProperties(
  members: readonly Member[],
  holder: string,
  path: string,
  printDefault: (member: Member) => string | undefined = defaultExpression,
): Printable {
  const properties = members.map((member) => {
    const value = `${holder}.${member.name}`;
    const defaultValue = printDefault(member);
    const present = defaultValue === undefined ? value : `${value} ?? ${defaultValue}`;
    const written = code`${jsonWriter(member.target)}(${present}, ${path}, ${literal(member.jsonName)})`;
    const optional = !member.required && defaultValue === undefined;
    return code`${propertyKey(member.jsonName)}: ${optional ? code`${value} == null ? undefined : ` : ""}${written}`;
  });
  return join(properties, ",\n");
}

function emitHead(file: SourceFile, type: ListType | MapType | Structure | Union, result: Printable): void {
  const documentation = jsDoc(`Writes ${type.name} as JSON.`, [
    "@throws TypeError if the value doesn't have the type that the model declares",
    seeShape(type.id),
  ]);
  file.declare(writerName(type.name));
  file.print`${documentation}${exportIfSplit}function ${writerName(type.name)}(
      value: ${typeExpression(type)}, path: string, name: ${runtimeType("PathSegment")},
    ): ${result} {`;
}

function emitCollectionWriter(file: SourceFile, type: ListType | MapType): void {
  const write = runtimeValue(collectionFunctions(type).write);
  emitHead(file, type, type.kind === "list" ? "unknown[]" : runtimeType("JsonObject"));
  file.print`return ${write}(value, path, name, ${jsonWriter(type.kind === "list" ? type.item : type.value)});
    }\n`;
}

function emitStructureWriter(file: SourceFile, structure: Structure): void {
  emitHead(file, structure, runtimeType("JsonObject"));
  file.print`${runtimeValue("requireObject")}(value, path, name);`;
  if (structure.members.length > 0) {
    file.print`const fullPath = \`\${path}/\${name}\`;`;
  }
  file.print`return { ${printProperties(structure.members, "value", "fullPath")} };
    }\n`;
}

function emitUnionWriter(file: SourceFile, union: Union): void {
  emitHead(file, union, runtimeType("JsonObject"));
  file.print`${runtimeValue("requireObject")}(value, path, name);
    const fullPath = \`\${path}/\${name}\`;`;
  for (const { name, jsonName, target } of union.members) {
    file.print`if (${literal(name)} in value && value.${name} != null) {
        return { ${propertyKey(jsonName)}: ${jsonWriter(target)}(value.${name}, fullPath, ${literal(jsonName)}) };
      }`;
  }
  file.print`throw new TypeError(\`The model requires one of the union's members at \${fullPath}\`);
    }\n`;
}
