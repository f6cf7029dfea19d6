import type { BoundMember, ErrorStructure, Service } from "../../model/service.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, typeName } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { describeError } from "../describe-error.ts";
import { propertySignature } from "../expressions.ts";
import { isMessage } from "../server/errors.ts";
import { selectOperations } from "./select-operations.ts";
import { responseReader } from "./symbols.ts";

/** Emits errors.ts: a class for each error of the operations. */
export function emitLightErrors(service: Service): SourceFile {
  const file = new SourceFile("errors.ts");
  for (const error of listErrors(service)) {
    emitError(file, error);
  }
  return file;
}

/** Lists the errors of the operations that a light client has, sorted by name. */
export function listErrors(service: Service): readonly ErrorStructure[] {
  const listed = new Set(selectOperations(service).flatMap(({ errors }) => errors));
  return service.errors.filter((error) => listed.has(error));
}

function emitError(file: SourceFile, error: ErrorStructure): void {
  const members = error.members.filter(isRead);
  const name = typeName(error.name);
  file.declare(name);
  file.print`${jsDoc(describeError(error), [seeShape(error.id)])}export class ${name} extends ${clientValue("ServiceError")} {
    declare readonly name: ${literal(error.name)};
    ${printRetryable(error)}
    ${join(members.map(printMember), "\n")}`;
  if (members.length > 0) {
    file.print`
      constructor(name: string, message: string, response: ${clientType("ReceivedResponse")}) {
        super(name, message, response);
        Object.assign(this, ${responseReader(error.name)}(response));
      }`;
  }
  file.print`}\n`;
}

/** The reason for retries that the model states; without it, the client decides by status and name. */
function printRetryable({ retryable }: ErrorStructure): string {
  return retryable === undefined ? "" : `override retryable = ${literal(retryable)} as const;`;
}

function printMember(member: BoundMember): Printable {
  const signature = propertySignature({ ...member, name: errorProperty(member) });
  return code`${jsDoc(member.documentation)}declare readonly ${signature}`;
}

/** Whether the class reads a member. The client reads the message of every error. */
export function isRead(member: BoundMember): boolean {
  return !(isMessage(member) && member.location.kind === "body" && /^message$/i.test(member.jsonName));
}

/** The properties of the base class of errors. */
const inherited = new Set(["attempts", "code", "headers", "message", "requestId", "retryable", "status"]);

/** The name of the property for a member of an error. One with the name of another property gets an underscore. */
export function errorProperty({ name }: BoundMember): string {
  return inherited.has(name.replace(/_+$/, "")) ? `${name}_` : name;
}
