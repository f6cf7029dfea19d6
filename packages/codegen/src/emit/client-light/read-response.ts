import type { BoundMember, ErrorStructure, Operation, Service } from "../../model/service.ts";
import { holdExactNumbers } from "../../model/type-contents.ts";
import { documentClosure, documentTypes } from "../../model/walk-types.ts";
import { importType } from "../../print/imports.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { typeName } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { canBeAbsent } from "./defaults.ts";
import { errorProperty, isRead } from "./errors.ts";
import { emitJsonReader } from "./read-json.ts";
import { printBoundMember } from "./read-member.ts";
import { selectOperations } from "./select-operations.ts";
import { outputType, responseReaderName } from "./symbols.ts";

/** Emits read.ts: a function for the output of each operation and for the members of each error, and one for each shape. */
export function emitLightRead(service: Service): SourceFile {
  const file = new SourceFile("read.ts");
  const operations = selectOperations(service);
  for (const operation of operations) {
    emitOutputReader(file, operation);
  }
  const listed = new Set(operations.flatMap(({ errors }) => errors));
  const errors = service.errors.filter((error) => listed.has(error) && error.members.some(isRead));
  for (const error of errors) {
    emitErrorReader(file, error);
  }
  const members = [
    ...operations.flatMap(({ output }) => output?.members ?? []),
    ...errors.flatMap((error) => error.members.filter(isRead)),
  ];
  for (const type of documentClosure(members)) {
    emitJsonReader(file, type);
  }
  return file;
}

function emitOutputReader(file: SourceFile, { name, output }: Operation): void {
  if (output === undefined || output.members.length === 0) {
    return;
  }
  const documentation = jsDoc(`Reads the output of ${name} from a response.`, [
    "@throws Error if the response isn't as the model describes it",
    seeShape(output.id),
  ]);
  file.declare(responseReaderName(name));
  file.print`${documentation}export function ${responseReaderName(name)}(response: ${clientType("ReceivedResponse")}): ${outputType(output)} {
    ${printStart(output.members)}${printObject(output.members, ({ name }) => name)}
    }\n`;
}

function emitErrorReader(file: SourceFile, error: ErrorStructure): void {
  const documentation = jsDoc(`Reads the members of ${error.name} from a response.`, [seeShape(error.id)]);
  const members = error.members.filter(isRead);
  file.declare(responseReaderName(error.name));
  file.print`${documentation}export function ${responseReaderName(error.name)}(response: ${clientType("ReceivedResponse")}): Partial<${importType(typeName(error.name), "./errors.ts")}> {
    ${printStart(members)}${printObject(members, errorProperty)}
    }\n`;
}

/** Prints what parses the body, if a member is in it. */
function printStart(members: readonly BoundMember[]): Printable {
  if (!members.some(({ location }) => location.kind === "body")) {
    return "";
  }
  return code`const member = ${clientValue("readMembers")}(${printParsedBody(members)});\n`;
}

/** Prints the expression for the parsed JSON of the body. */
export function printParsedBody(members: readonly BoundMember[]): Printable {
  const exact = holdExactNumbers(documentTypes(members));
  return code`${clientValue(exact ? "parseExactBody" : "parseBody")}(response)`;
}

function printObject(members: readonly BoundMember[], nameOf: (member: BoundMember) => string): Printable {
  const properties = members.map((member) => code`${nameOf(member)}: ${printBoundMember(member)}`);
  const object = code`{ ${join(properties, ",\n")} }`;
  const canBeIncomplete = members.some(
    (member) => canBeAbsent(member) && member.location.kind !== "responseCode",
  );
  return canBeIncomplete ? code`return ${clientValue("dropAbsent")}(${object});` : code`return ${object};`;
}
