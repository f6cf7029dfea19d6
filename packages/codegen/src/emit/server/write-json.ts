import type { Member, Service } from "../../model/service.ts";
import type { ListType, MapType, Structure, Type, Union } from "../../model/types.ts";
import { documentClosure } from "../../model/walk-types.ts";
import { literal } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { defaultExpression, typeExpression } from "../expressions.ts";
import { documentKind } from "../runtime-symbols.ts";
import { hasOnlyMessage } from "./errors.ts";
import { declaredType, runtimeType, runtimeValue } from "./symbols.ts";
import { emitErrorWriter, emitOutputWriter } from "./write-response.ts";

/** Emits the functions that write outputs and errors as responses, and what is in them as JSON. */
export function emitServerWrite(service: Service): SourceFile {
  const file = new SourceFile();
  const errors = service.errors.filter((error) => !hasOnlyMessage(error));
  for (const operation of service.operations) {
    emitOutputWriter(file, operation);
  }
  for (const error of errors) {
    emitErrorWriter(file, error);
  }
  const outputs = service.operations.flatMap(({ output }) => output ?? []);
  const members = [...outputs, ...errors].flatMap((message) => message.members);
  for (const type of documentClosure(members)) {
    emitWriter(file, type);
  }
  return file;
}

/** The function that writes a type as JSON. */
export function jsonWriter(type: Type): Printable {
  switch (type.kind) {
    case "list":
    case "map":
    case "structure":
    case "union":
      return `write${type.name}`;
    default:
      return runtimeValue(`write${documentKind(type)}`);
  }
}

/** Prints the properties of the JSON object that holds members. An absent one is `undefined`, which JSON leaves out. */
export function printProperties(members: readonly Member[], holder: string, place: string): Printable {
  const properties = members.map((member) => {
    const value = `${holder}.${member.name}`;
    const standard = defaultExpression(member);
    const present = standard === undefined ? value : `${value} ?? ${standard}`;
    const written = code`${jsonWriter(member.target)}(${present}, ${place}, ${literal(member.jsonName)})`;
    const optional = !member.required && standard === undefined;
    return code`${literal(member.jsonName)}: ${optional ? code`${value} == null ? undefined : ` : ""}${written}`;
  });
  return join(properties, ",\n");
}

function emitWriter(file: SourceFile, type: Type): void {
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

function emitHead(file: SourceFile, type: Type, result: Printable): void {
  file.print`/**
     * Writes ${type.name} as JSON.
     *
     * @throws TypeError where it isn't what the model says it is
     */
    export function write${type.name}(
      value: ${typeExpression(type, declaredType)}, path: string, name: ${runtimeType("PathSegment")},
    ): ${result} {`;
}

function emitCollectionWriter(file: SourceFile, type: ListType | MapType): void {
  const write = runtimeValue(`write${type.sparse ? "Sparse" : ""}${type.kind === "list" ? "List" : "Map"}`);
  emitHead(file, type, type.kind === "list" ? "unknown[]" : runtimeType("JsonObject"));
  file.print`return ${write}(value, path, name, ${jsonWriter(type.kind === "list" ? type.item : type.value)});
    }\n`;
}

function emitStructureWriter(file: SourceFile, structure: Structure): void {
  emitHead(file, structure, runtimeType("JsonObject"));
  file.print`${runtimeValue("requireObject")}(value, path, name);`;
  if (structure.members.length > 0) {
    file.print`const place = \`\${path}/\${name}\`;`;
  }
  file.print`return { ${printProperties(structure.members, "value", "place")} };
    }\n`;
}

function emitUnionWriter(file: SourceFile, union: Union): void {
  emitHead(file, union, runtimeType("JsonObject"));
  file.print`${runtimeValue("requireObject")}(value, path, name);
    const place = \`\${path}/\${name}\`;`;
  for (const { name, jsonName, target } of union.members) {
    file.print`if (${literal(name)} in value && value.${name} != null) {
        return { ${literal(jsonName)}: ${jsonWriter(target)}(value.${name}, place, ${literal(jsonName)}) };
      }`;
  }
  file.print`throw new TypeError(\`The operation's output must have one of the union's members at \${place}\`);
    }\n`;
}
