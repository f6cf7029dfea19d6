import { structureClosure } from "../model/closure.ts";
import type { Member, Operation, Service, Structure } from "../model/service.ts";
import { literal, parameterName, variableName } from "../print/names.ts";
import { code, type Printable, SourceFile } from "../print/source-file.ts";
import { modelType, runtimeType, runtimeValue } from "./server-modules.ts";

/** Emits the functions that read inputs: from a request, and the structures in it from JSON objects. */
export function emitServerRead(service: Service): SourceFile {
  const file = new SourceFile();
  const inputs = new Set(service.operations.map((operation) => operation.input));
  for (const operation of service.operations) {
    emitInputReader(file, operation);
  }
  for (const structure of structureClosure([...inputs])) {
    if (!inputs.has(structure)) {
      emitStructureReader(file, structure);
    }
  }
  return file;
}

function emitInputReader(file: SourceFile, { name, input, path }: Operation): void {
  const labels = path.filter((segment) => segment.kind === "label").map((segment) => segment.member);
  file.print`/**
     * Reads the input of ${name} from a request.
     *
     * @throws ProtocolError where the request can't be read as the model has it
     */
    export function read${input.name}(${parameterName("request", input)}: ${runtimeType("RoutedRequest")}): ${unchecked(input)} {`;
  if (input.members.some((member) => member.location === "body")) {
    file.print`const body = ${runtimeValue("readJsonBody")}(request);`;
  }
  emitMembers(file, input, (member) =>
    member.location === "label"
      ? code`${runtimeValue("readStringLabel")}(request, ${labels.indexOf(member.name)}, ${literal(member.name)})`
      : readMember(member, "body", '""'),
  );
  file.print`}\n`;
}

function emitStructureReader(file: SourceFile, structure: Structure): void {
  file.print`/** Reads ${structure.name} from the JSON object at \`path\`. */
    export function read${structure.name}(
      ${parameterName("object", structure)}: ${runtimeType("JsonObject")},
      ${parameterName("path", structure)}: string,
    ): ${unchecked(structure)} {`;
  emitMembers(file, structure, (member) => readMember(member, "object", "path"));
  file.print`}\n`;
}

/** An optional member that is absent must leave no key behind; a required one is checked later. */
function emitMembers(file: SourceFile, structure: Structure, read: (member: Member) => Printable): void {
  const { members } = structure;
  for (const member of members.filter((member) => !member.required)) {
    file.print`const ${variableName(member.name)} = ${read(member)};`;
  }
  file.print`return {`;
  for (const member of members) {
    if (member.required) {
      file.print`${member.name}: ${read(member)},`;
    } else {
      const variable = variableName(member.name);
      file.print`...(${variable} === undefined ? {} : { ${member.name}: ${variable} }),`;
    }
  }
  file.print`};`;
}

function readMember({ name, target }: Member, object: string, path: string): Printable {
  const place = `${object}, ${path}, ${literal(name)}`;
  switch (target.kind) {
    case "string":
      return code`${runtimeValue("readString")}(${place})`;
    case "timestamp":
      return code`${runtimeValue("readEpochSeconds")}(${place})`;
    case "structure":
      return code`${runtimeValue("readStructure")}(${place}, read${target.name})`;
  }
}

function unchecked(structure: Structure): Printable {
  return code`${runtimeType("Unchecked")}<${modelType(structure.name)}>`;
}
