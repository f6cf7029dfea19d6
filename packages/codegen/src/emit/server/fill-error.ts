import type { BoundMember, ErrorStructure, Service } from "../../model/service.ts";
import type { EnumType, Member, Type } from "../../model/types.ts";
import { literal, propertyKey } from "../../print/names.ts";
import { code, join, type Printable } from "../../print/source-file.ts";
import { defaultExpression } from "../expressions.ts";
import { runtimeValue } from "../runtime-symbols.ts";
import { isMessage } from "./errors.ts";

/** An error of the model that the stub itself creates, and the members that it gives to it. */
interface FilledError {
  readonly error: ErrorStructure;
  /** The argument of the class's constructor. */
  readonly members: Printable;
}

/** The names that AWS services use for the error for a broken constraint, the most common first. */
const constraintErrorNames = [
  "ValidationException",
  "InvalidParameterException",
  "InvalidInputException",
  "BadRequestException",
];

/**
 * Chooses the error for an input that breaks a constraint of the model.
 *
 * @param errors - the errors that the operation lists
 * @returns Smithy's own error, or the first of the names above that the operation lists and that the stub can fill; with
 *   members that use the variables `violations` and `call`. `undefined` if there is none: the runtime then sends its
 *   `ValidationException`
 */
export function chooseConstraintError(errors: readonly ErrorStructure[]): FilledError | undefined {
  const candidates = [
    errors.find(({ id }) => id === "smithy.framework#ValidationException"),
    ...constraintErrorNames.map((name) => errors.find((error) => error.name === name)),
  ];
  return findFilled(candidates, describeViolations(), fillConstraintMember);
}

/** An error that a service has for broken constraints, but that the stub can't create. */
export interface UnfilledError {
  readonly error: ErrorStructure;
  /** The required members whose values the stub doesn't know. */
  readonly members: readonly string[];
}

/** Lists the errors for broken constraints of operations for which {@link chooseConstraintError} finds none. */
export function findUnfilledErrors({ operations }: Service): readonly UnfilledError[] {
  const errors = operations
    .filter(({ input, errors }) => input !== undefined && chooseConstraintError(errors) === undefined)
    .flatMap((operation) => operation.errors.filter(({ name }) => constraintErrorNames.includes(name)));
  return [...new Set(errors)].map((error) => {
    const unknown = error.members.filter(
      (member) =>
        member.required &&
        findFilled([{ ...error, members: [member] }], "", fillConstraintMember) === undefined,
    );
    return { error, members: unknown.map(({ name }) => name) };
  });
}

/**
 * Chooses the error for an unexpected failure: the service's own for status 500, if it needs only a message.
 *
 * @returns the error with members that use the variable `message` or are empty; `undefined` if there is none
 */
export function chooseInternalError({ errors, operations }: Service): FilledError | undefined {
  // An error that only event streams have can't be a response.
  const listed = new Set(operations.flatMap((operation) => operation.errors));
  const candidates = errors.filter(
    (error) => error.fault === "server" && error.status === 500 && listed.has(error),
  );
  return findFilled(candidates, "message", ({ name, target }) =>
    target.kind === "string" && /message$/i.test(name) ? "message" : undefined,
  );
}

/**
 * Finds the first error whose required members all can be filled.
 *
 * @param message - an expression for the error's message
 * @param fill - prints the values of other members; `undefined` if the stub doesn't know one
 */
function findFilled(
  candidates: readonly (ErrorStructure | undefined)[],
  message: Printable,
  fill: (member: BoundMember, error: ErrorStructure) => Printable | undefined,
): FilledError | undefined {
  for (const error of candidates.filter((candidate) => candidate !== undefined)) {
    const values = error.members.map((member) => {
      const value = isMessage(member) ? message : fill(member, error);
      return { member, value: value ?? (member.required ? defaultExpression(member) : undefined) };
    });
    if (values.every(({ member, value }) => value !== undefined || !member.required)) {
      const properties = values.flatMap(({ member, value }) =>
        value === undefined ? [] : [printProperty(member.name, value)],
      );
      // The runtime sends the message of an error that has no members, too.
      const filled = error.members.length === 0 ? [printProperty("message", message)] : properties;
      return { error, members: filled.length === 0 ? "" : code`{ ${join(filled, ", ")} }` };
    }
  }
  return undefined;
}

function printProperty(name: string, value: Printable): Printable {
  return name === value ? name : code`${propertyKey(name)}: ${value}`;
}

/** Prints what the stub knows about a broken constraint, for a member of the service's error. */
function fillConstraintMember(
  { name, target, required }: BoundMember,
  error: ErrorStructure,
): Printable | undefined {
  switch (target.kind) {
    case "string":
      return fillText(name, error);
    case "enum":
      return findReason(target, required);
    case "list":
      return fillList(target.item);
    default:
      return undefined;
  }
}

function describeViolations(): Printable {
  return code`${runtimeValue("describeViolations")}(violations)`;
}

function fillText(name: string, error: ErrorStructure): Printable | undefined {
  // Some services have `detailedMessage` or `exceptionMessage`.
  if (/message$/i.test(name)) {
    return describeViolations();
  }
  if (/^(error_?)?(code|type)$/i.test(name)) {
    return literal(error.name);
  }
  if (/^request_?id$/i.test(name)) {
    return "call.requestId";
  }
  return /^(invalid_?)?(field|parameter|member)(_?name)?$/i.test(name)
    ? `violations[0]?.path.slice(1) ?? ""`
    : undefined;
}

/** Values of enums that mean a broken constraint, without case and underscores; the clearest first. */
const reasons =
  `fieldvalidationfailed fieldvalidationerror fieldinvalid invalidfield validationfailed validationerror
  constraintviolation invalidparametervalue invalidparameter invalidargument illegalargument invalidinput badrequest
  invalidrequest`.split(/\s+/);

/** Values that say less. Only a member that must have a value gets one of them. */
const vagueReasons = ["other", "cannotparse"];

function findReason({ values }: EnumType, required: boolean): string | undefined {
  const wanted = required ? [...reasons, ...vagueReasons] : reasons;
  const plain = (value: string) => value.replaceAll(/[^a-z]/gi, "").toLowerCase();
  const reason = wanted.find((candidate) => values.some((value) => plain(value) === candidate));
  return reason === undefined ? undefined : literal(values.find((value) => plain(value) === reason) ?? "");
}

/** Fills a list of structures that have a field and a message: one for each violation. */
function fillList(item: Type): Printable | undefined {
  if (item.kind !== "structure") {
    return undefined;
  }
  const fields = item.members.map((member) => ({ member, value: fillField(member) }));
  const filled = fields.flatMap(({ member, value }) => (value === undefined ? [] : [{ member, value }]));
  if (filled.length === 0 || fields.some(({ member, value }) => member.required && value === undefined)) {
    return undefined;
  }
  if (filled.length === 2 && filled.every(({ member, value }) => member.name === value)) {
    return "violations";
  }
  const parts = ["path", "message"].filter((part) => filled.some(({ value }) => value.startsWith(part)));
  const properties = filled.map(({ member, value }) => printProperty(member.name, value));
  return code`violations.map(({ ${parts.join(", ")} }) => ({ ${join(properties, ", ")} }))`;
}

function fillField({ name, target }: Member): string | undefined {
  if (target.kind !== "string") {
    return undefined;
  }
  if (/^path$/i.test(name)) {
    return "path";
  }
  if (/^(field_?|member_?)?(name)?$/i.test(name)) {
    // Services write a name without the slash that starts a JSON pointer.
    return "path.slice(1)";
  }
  return /^(message|reason|description|(validation_?)?issue)$/i.test(name) ? "message" : undefined;
}
