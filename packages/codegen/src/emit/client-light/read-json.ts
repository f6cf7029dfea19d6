import type { ListType, MapType, Structure, Type, Union } from "../../model/types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, variableName } from "../../print/names.ts";
import { code, exportIfSplit, join, type Printable, type SourceFile } from "../../print/source-file.ts";
import { type ClientValue, clientType, clientValue } from "../client-symbols.ts";
import { typeExpression } from "../expressions.ts";
import { collectionFunctions } from "../runtime-symbols.ts";
import { readerName } from "../server/symbols.ts";
import { canBeAbsent } from "./defaults.ts";
import { printJsonMember } from "./read-member.ts";
import { jsonReader } from "./symbols.ts";

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

function emitHead(file: SourceFile, type: ListType | MapType | Structure | Union, result: Printable): void {
  file.declare(readerName(type.name));
  file.print`${jsDoc(`Reads ${type.name} from JSON.`, [seeShape(type.id)])}${exportIfSplit}function ${readerName(type.name)}(
      value: unknown, path: string, name: ${clientType("PathSegment")},
    ): ${result} {`;
}

function emitCollectionReader(file: SourceFile, type: ListType | MapType): void {
  const read = clientValue(collectionFunctions(type).read as ClientValue);
  emitHead(file, type, typeExpression(type));
  file.print`return ${read}(value, path, name, ${jsonReader(type.kind === "list" ? type.item : type.value)});
    }\n`;
}

function emitStructureReader(file: SourceFile, structure: Structure): void {
  emitHead(file, structure, typeExpression(structure));
  const { members } = structure;
  const start = code`${clientValue("readMembers")}(value, path, name);`;
  if (members.length === 0) {
    file.print`${start}
      return {};
      }\n`;
    return;
  }
  const properties = members.map((member) => code`${member.name}: ${printJsonMember(member)}`);
  const object = code`{ ${join(properties, ",\n")} }`;
  file.print`const member = ${start}
    return ${members.some(canBeAbsent) ? code`${clientValue("dropAbsent")}(${object})` : object};
    }\n`;
}

/** A member that the model doesn't have makes the union `undefined`, as if it was absent. */
function emitUnionReader(file: SourceFile, union: Union): void {
  emitHead(file, union, code`${typeExpression(union)} | undefined`);
  file.print`const member = ${clientValue("readMembers")}(value, path, name);`;
  for (const { name, jsonName, target } of union.members) {
    const variable = variableName(name);
    file.print`const ${variable} = member(${literal(jsonName)}, ${jsonReader(target)});
      if (${variable} !== undefined) {
        return { ${name}: ${variable} };
      }`;
  }
  file.print`return undefined;
    }\n`;
}
