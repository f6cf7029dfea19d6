import type { ErrorStructure, Service } from "../../model/service.ts";
import type { Member } from "../../model/types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, typeName } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { describeError } from "../describe-error.ts";
import { propertySignature } from "../expressions.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { declaredTypes } from "../types.ts";

/** Emits errors.ts: a class for each error of the model, which implementations throw. */
export function emitServerErrors(service: Service): SourceFile {
  const file = new SourceFile("errors.ts");
  const names = nameMembers(service);
  for (const error of service.errors) {
    emitError(file, error, names.get(error.name));
  }
  return file;
}

/**
 * Chooses the names of the interfaces of errors' members: `LateMembers`. If a shape has this name, the interface gets an
 * underscore at the end.
 *
 * @returns the names by the error's name, for errors that have more than a message
 */
export function nameMembers(service: Service): ReadonlyMap<string, string> {
  const taken = new Set([...declaredTypes(service), ...service.errors.map(({ name }) => typeName(name))]);
  const errors = service.errors.filter((error) => !hasOnlyMessage(error));
  return new Map(
    errors.map((error) => {
      let name = `${error.name}Members`;
      while (taken.has(name)) {
        name += "_";
      }
      return [error.name, name];
    }),
  );
}

function emitError(file: SourceFile, error: ErrorStructure, membersName: string | undefined): void {
  let parent: Printable = runtimeValue("ModeledError");
  if (membersName !== undefined) {
    // An error without a message gets one that isn't sent, for logs.
    const base = error.members.some(({ name }) => name.toLowerCase() === "message")
      ? ""
      : code`extends ${runtimeType("ModeledErrorMembers")}`;
    file.print`${jsDoc(`The members of ${error.name}.`, [seeShape(error.id)])}export interface ${membersName} ${base} {
        ${join(error.members.map(printMember), "\n")}
      }\n`;
    parent = code`${parent}<${membersName}>`;
  }
  file.print`${jsDoc(describeError(error), [seeShape(error.id)])}export class ${typeName(error.name)} extends ${parent} {
    static override readonly brand: string = ${literal(error.id)};
    override readonly name = ${literal(error.name)};
    override readonly status = ${error.status};
    override readonly fault = ${literal(error.fault)};
  }\n`;
}

function printMember(member: Member): Printable {
  return code`${jsDoc(member.documentation)}readonly ${propertySignature(member)}`;
}

/** Whether a member is the error's message: AWS services write it `message` or `Message`. */
export function isMessage({ name, target }: Member): boolean {
  return target.kind === "string" && name.toLowerCase() === "message";
}

/** Whether `message` in the JSON document is an error's only member. */
export function hasOnlyMessage(error: ErrorStructure): boolean {
  return error.members.every(
    ({ name, jsonName, location, target }) =>
      name === "message" && jsonName === name && location.kind === "body" && target.kind === "string",
  );
}
