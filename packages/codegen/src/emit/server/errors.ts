import type { ErrorStructure, Member, Service } from "../../model/service.ts";
import { jsDoc } from "../../print/jsdoc.ts";
import { literal } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { propertySignature } from "../expressions.ts";
import { declaredType, runtimeType, runtimeValue } from "./symbols.ts";

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

/** The error for broken constraints of Smithy itself: it has a list of them. */
const smithyError = "smithy.framework#ValidationException";

/** The names that services of AWS give to the error for a value out of its constraints, the commonest first. */
const constraintErrorNames = [
  "ValidationException",
  "InvalidParameterException",
  "InvalidInputException",
  "BadRequestException",
];

/**
 * Chooses the error that answers an input which breaks a constraint of the model.
 *
 * @param errors - the errors that the operation lists
 * @returns Smithy's own, or the first of the names above that the operation lists and that needs no more than a
 *   message, or `undefined`: then the answer is a `ValidationException` of the protocol's own
 */
export function chooseConstraintError(errors: readonly ErrorStructure[]): ErrorStructure | undefined {
  const candidates = constraintErrorNames.map((name) =>
    errors.find((error) => error.name === name && needsOnlyMessage(error)),
  );
  return errors.find(listsViolations) ?? candidates.find((error) => error !== undefined);
}

/** Tells whether an error has a place for each broken constraint, and not only for one message. */
export function listsViolations(error: ErrorStructure): boolean {
  return error.id === smithyError;
}

/** Tells whether an error can be made of a message alone. */
export function needsOnlyMessage(error: ErrorStructure): boolean {
  return error.members.every((member) => member.name === "message" || !member.required);
}

/** Tells whether an error has no member beside a message, which is in the JSON document. */
export function hasOnlyMessage(error: ErrorStructure): boolean {
  return error.members.every(
    ({ name, jsonName, location, target }) =>
      name === "message" && jsonName === name && location.kind === "body" && target.kind === "string",
  );
}
