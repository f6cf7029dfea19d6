import { toUnion } from "../model/event-streams.ts";
import type { Service } from "../model/service.ts";
import type { Member, Structure, Type, Union } from "../model/types.ts";
import { jsDoc, seeShape } from "../print/jsdoc.ts";
import { literal, propertyKey, typeName } from "../print/names.ts";
import { code, join, type Printable, SourceFile } from "../print/source-file.ts";
import { describeError } from "./describe-error.ts";
import { declaredType, printJson, propertySignature, typeExpression } from "./expressions.ts";

/** Emits the files of the types package that come from the model's types and errors. */
export function emitTypes(service: Service): SourceFile[] {
  return [emitErrorFacts(service), emitTypesIndex(service), emitModelTypes(service)];
}

/** Emits model.ts: a type for each structure, union and enum of the model. */
export function emitModelTypes(service: Service): SourceFile {
  const file = new SourceFile("model.ts");
  for (const type of service.types) {
    emitType(file, type);
  }
  if (hasDocument(service)) {
    file.declare("DocumentValue");
    file.print`/** Any JSON value. */
      export type DocumentValue =
        | null | boolean | number | string | DocumentValue[] | { [name: string]: DocumentValue };\n`;
  }
  return file;
}

/** Emits the types of the model and the facts about its errors as one file, for a stub without a types package. */
export function emitModel(service: Service): SourceFile {
  const file = emitModelTypes(service);
  printErrorFacts(file, service);
  return file;
}

function hasDocument({ types }: Service): boolean {
  return types.some(({ kind }) => kind === "document");
}

/** Lists the names of the types that {@link emitModelTypes} emits. */
export function declaredTypes(service: Service): readonly string[] {
  const declared = service.types.filter(({ kind }) =>
    ["enum", "eventStream", "intEnum", "structure", "union"].includes(kind),
  );
  return [...declared.map(({ name }) => typeName(name)), ...(hasDocument(service) ? ["DocumentValue"] : [])];
}

function emitType(file: SourceFile, type: Type): void {
  switch (type.kind) {
    case "enum":
    case "intEnum": {
      const secret = type.kind === "enum" && type.sensitive;
      const values = type.values.map((value) => JSON.stringify(value)).join(" | ");
      file.declare(typeName(type.name));
      file.print`${jsDoc(type.documentation, [...sensitivity(secret), seeShape(type.id)])}export type ${typeName(type.name)} = ${values};\n`;
      break;
    }
    case "structure":
      emitStructure(file, type);
      break;
    case "union":
      emitUnion(file, type);
      break;
    case "eventStream":
      emitUnion(file, toUnion(type));
  }
}

function emitStructure(file: SourceFile, structure: Structure): void {
  const about = jsDoc(structure.documentation, [...sensitivity(structure.sensitive), seeShape(structure.id)]);
  const name = typeName(structure.name);
  file.declare(name);
  if (structure.members.length === 0) {
    file.print`${about}export type ${name} = Record<string, never>;\n`;
    return;
  }
  file.print`${about}export interface ${name} {
    ${join(structure.members.map(printMember), "\n")}
  }\n`;
}

/** Emits a union type whose members are told apart by `in`: `if ("name" in value)`. */
function emitUnion(file: SourceFile, union: Union): void {
  const about = jsDoc(union.documentation, [...sensitivity(union.sensitive), seeShape(union.id)]);
  const choices = union.members.map(
    (member) => code`| { ${documentMember(member)}${member.name}: ${typeExpression(member.target)} }`,
  );
  file.declare(typeName(union.name));
  file.print`${about}export type ${typeName(union.name)} =
    ${choices.length === 0 ? "never" : join(choices, "\n")};\n`;
}

function printMember(member: Member): Printable {
  return code`${documentMember(member)}${propertySignature(member)}`;
}

function documentMember({ documentation, defaultValue, target }: Member): string {
  const secret =
    "sensitive" in target && target.sensitive && target.kind !== "structure" && target.kind !== "union";
  const defaultTag = defaultValue === undefined ? [] : [`@defaultValue \`${printJson(defaultValue)}\``];
  const about = [documentation, describeDecimal(target)].filter((text) => text !== "").join("\n\n");
  return jsDoc(about, [...defaultTag, ...sensitivity(secret)]);
}

/** Says why a decimal number is a string. Other types show what they are. */
function describeDecimal(type: Type): string {
  return type.kind === "number" && type.size === "bigDecimal"
    ? "A decimal number as text, with all its digits."
    : "";
}

function sensitivity(sensitive: boolean): string[] {
  return sensitive ? ["@sensitive"] : [];
}

/** Emits errors.ts: the status and the fault of each error of the model. */
export function emitErrorFacts(service: Service): SourceFile {
  const file = new SourceFile("errors.ts");
  printErrorFacts(file, service);
  return file;
}

function printErrorFacts(file: SourceFile, service: Service): void {
  file.declare("errors");
  file.print`${jsDoc("The HTTP status of each error of the service, and who caused it.")}export const errors = {`;
  for (const error of service.errors) {
    file.print`${jsDoc(describeError(error), [seeShape(error.id)])}${propertyKey(error.name)}: { status: ${error.status}, fault: ${literal(error.fault)} },`;
  }
  file.print`} as const;\n`;
  file.print`${jsDoc("The name of an error of the service, as sent in the `x-amzn-errortype` header.")}export type ErrorName = keyof typeof errors;\n`;
}

/** Emits index.ts: each public name of the types package that comes from the model. */
export function emitTypesIndex(service: Service): SourceFile {
  const file = new SourceFile("index.ts");
  file.print`${jsDoc(`The types of ${service.title}.`, ["@packageDocumentation"])}
    export { errors } from "./errors.ts";
    export type { ErrorName } from "./errors.ts";`;
  file.reexport(declaredTypes(service).map((name) => ({ name, symbol: declaredType(name) })));
  return file;
}
