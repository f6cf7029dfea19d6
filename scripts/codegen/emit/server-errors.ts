import type { ErrorStructure, Member, Service } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { literal } from "../print/names.ts";
import { code, join, type Printable, SourceFile } from "../print/source-file.ts";
import { hasOnlyMessage } from "./constraint-error.ts";
import { declaredType, runtimeType, runtimeValue } from "./server-modules.ts";
import { propertySignature } from "./type-expression.ts";

/** Emits a class for each error of the model, for an implementation to throw. */
export function emitServerErrors(service: Service): SourceFile {
  const file = new SourceFile();
  for (const error of service.errors) {
    emitError(file, error);
  }
  return file;
}

/** The name of the interface of an error's members, where it has more than a message. */
export function membersName(error: ErrorStructure): string {
  return `${error.name}Members`;
}

function emitError(file: SourceFile, error: ErrorStructure): void {
  const base = runtimeValue("ModeledError");
  let parent: Printable = base;
  if (!hasOnlyMessage(error)) {
    file.print`/** The members of ${error.name}. */
      export interface ${membersName(error)} extends ${runtimeType("ModeledErrorMembers")} {
        ${join(error.members.map(printMember), "\n")}
      }\n`;
    parent = code`${base}<${membersName(error)}>`;
  }
  file.print`${jsDoc(error.documentation)}export class ${error.name} extends ${parent} {
    override readonly name = ${literal(error.name)};
    override readonly status = ${error.status};
    override readonly fault = ${literal(error.fault)};
  }\n`;
}

function printMember(member: Member): Printable {
  return code`${jsDoc(member.documentation)}readonly ${propertySignature(member, declaredType)}`;
}
