import { structureClosure } from "../model/closure.ts";
import type { Member, Service, Structure } from "../model/service.ts";
import { literal, parameterName } from "../print/names.ts";
import { code, type Printable, SourceFile } from "../print/source-file.ts";
import { modelType, runtimeType, runtimeValue } from "./server-modules.ts";

/** Emits the functions that write outputs, and the structures in them, as JSON objects. */
export function emitServerWrite(service: Service): SourceFile {
  const file = new SourceFile();
  for (const structure of structureClosure(service.operations.map((operation) => operation.output))) {
    emitStructureWriter(file, structure);
  }
  return file;
}

function emitStructureWriter(file: SourceFile, structure: Structure): void {
  file.print`/**
     * Writes ${structure.name} as the JSON object at \`path\`.
     *
     * @throws TypeError where it isn't what the model says it is
     */
    export function write${structure.name}(
      ${parameterName("value", structure)}: ${modelType(structure.name)},
      ${parameterName("path", structure)}: string,
    ): ${runtimeType("JsonObject")} {
      return {`;
  for (const member of structure.members) {
    const written = writeMember(member);
    const value = `value.${member.name}`;
    file.print`${member.name}: ${member.required ? written : code`${value} === undefined ? undefined : ${written}`},`;
  }
  file.print`};
    }\n`;
}

function writeMember({ name, target }: Member): Printable {
  const place = `value.${name}, path, ${literal(name)}`;
  switch (target.kind) {
    case "string":
      return code`${runtimeValue("writeString")}(${place})`;
    case "timestamp":
      return code`${runtimeValue("writeEpochSeconds")}(${place})`;
    case "structure":
      return code`${runtimeValue("writeStructure")}(${place}, write${target.name})`;
  }
}
