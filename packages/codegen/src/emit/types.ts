import type { ErrorStructure, Member, Service } from "../model/service.ts";
import type { Structure, Type, Union } from "../model/types.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { literal, typeName } from "../print/names.ts";
import { code, join, type Printable, SourceFile } from "../print/source-file.ts";
import { propertySignature, typeExpression } from "./expressions.ts";

/** Emits the types that code handles: one for each structure, union and enum of the model. */
export function emitModelTypes(service: Service): SourceFile {
  const file = new SourceFile();
  for (const type of service.types) {
    emitType(file, type);
  }
  if (service.types.some(({ kind }) => kind === "document")) {
    file.print`/** Any JSON value. */
      export type DocumentValue =
        | null | boolean | number | string | DocumentValue[] | { [name: string]: DocumentValue };\n`;
  }
  return file;
}

/** Lists the types that {@link emitModelTypes} emits, by name. */
export function declaredTypes(service: Service): readonly string[] {
  const declared = service.types.filter(({ kind }) =>
    ["enum", "intEnum", "structure", "union"].includes(kind),
  );
  const documents = service.types.some(({ kind }) => kind === "document") ? ["DocumentValue"] : [];
  return [...declared.map(({ name }) => typeName(name)), ...documents];
}

function emitType(file: SourceFile, type: Type): void {
  switch (type.kind) {
    case "enum":
    case "intEnum": {
      const secret = type.kind === "enum" && type.sensitive;
      const values = type.values.map((value) => JSON.stringify(value)).join(" | ");
      file.print`${jsDoc(type.documentation, sensitivity(secret))}export type ${typeName(type.name)} = ${values};\n`;
      break;
    }
    case "structure":
      emitStructure(file, type);
      break;
    case "union":
      emitUnion(file, type);
  }
}

function emitStructure(file: SourceFile, structure: Structure): void {
  const about = jsDoc(structure.documentation, sensitivity(structure.sensitive));
  const name = typeName(structure.name);
  if (structure.members.length === 0) {
    file.print`${about}export type ${name} = Record<string, never>;\n`;
    return;
  }
  file.print`${about}export interface ${name} {
    ${join(structure.members.map(printMember), "\n")}
  }\n`;
}

/** Which member a value has is told by `in`: `if ("name" in value)`. */
function emitUnion(file: SourceFile, union: Union): void {
  const choices = union.members.map(
    (member) =>
      code`| { ${documentMember(member)}${member.name}: ${typeExpression(member.target, (name) => name)} }`,
  );
  file.print`${jsDoc(union.documentation, sensitivity(union.sensitive))}export type ${typeName(union.name)} =
    ${choices.length === 0 ? "never" : join(choices, "\n")};\n`;
}

/** One with a default may be left out: the stub fills it in, both ways. */
function printMember(member: Member): Printable {
  return code`${documentMember(member)}${propertySignature(member, (name) => name)}`;
}

function documentMember({ documentation, defaultValue, target }: Member): string {
  const secret =
    "sensitive" in target && target.sensitive && target.kind !== "structure" && target.kind !== "union";
  const standard = defaultValue === undefined ? [] : [`@defaultValue \`${JSON.stringify(defaultValue)}\``];
  return jsDoc(documentation, [...standard, ...sensitivity(secret)]);
}

function sensitivity(sensitive: boolean): string[] {
  return sensitive ? ["@sensitive"] : [];
}

/** Emits the facts about the model's errors: status, fault, and which names a status can stand for. */
export function emitErrorFacts(service: Service): SourceFile {
  const file = new SourceFile();
  file.print`${jsDoc("The HTTP status of each error of the service, and whose fault it is.")}export const errors = {`;
  for (const error of service.errors) {
    file.print`${jsDoc(error.documentation)}${error.name}: { status: ${error.status}, fault: ${literal(error.fault)} },`;
  }
  file.print`} as const;\n`;
  file.print`${jsDoc("The name of an error of the service, as the `x-amzn-errortype` header has it.")}export type ErrorName = keyof typeof errors;\n`;
  file.print`${jsDoc("The names that an error with a given HTTP status can have.")}export const errorNamesByStatus = {`;
  for (const [status, errors] of groupByStatus(service.errors)) {
    file.print`${status}: [${errors.map((error) => literal(error.name)).join(", ")}],`;
  }
  file.print`} as const;`;
  return file;
}

function groupByStatus(errors: readonly ErrorStructure[]): [number, ErrorStructure[]][] {
  const groups = Map.groupBy(errors, (error) => error.status);
  return [...groups].sort(([a], [b]) => a - b);
}

/** Emits the list of what the types package takes from the model, by name. */
export function emitTypesIndex(service: Service): SourceFile {
  const file = new SourceFile();
  file.print`${jsDoc(`The vocabulary of ${service.title}.`, ["@packageDocumentation"])}
    export { errors, errorNamesByStatus } from "./errors.ts";
    export type { ErrorName } from "./errors.ts";
    export type { ${declaredTypes(service).join(", ")} } from "./model.ts";`;
  return file;
}
