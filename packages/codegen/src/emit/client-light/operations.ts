import type { AuthScheme } from "../../model/auth.ts";
import type { Operation, Service } from "../../model/service.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, propertyKey } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { type ClientValue, clientType, clientValue } from "../client-symbols.ts";
import { errorClass } from "../server/symbols.ts";
import { printOperationParameters } from "./endpoint-parameters.ts";
import { inputType } from "./input-type.ts";
import { selectOperations, supportedSchemes } from "./select-operations.ts";
import { operationConstantName, outputType, requestWriter, responseReader } from "./symbols.ts";

/** Emits operations.ts: for each operation, what the runtime needs to call it. */
export function emitLightOperations(service: Service): SourceFile {
  const file = new SourceFile("operations.ts");
  for (const operation of selectOperations(service)) {
    emitOperation(file, operation, service);
  }
  return file;
}

function emitOperation(file: SourceFile, operation: Operation, service: Service): void {
  const { name, method, input, output, errors } = operation;
  const constant = operationConstantName(name);
  const parameters = printOperationParameters(operation, service);
  const properties: Printable[] = [
    code`"method": ${literal(method)}`,
    code`"write": ${printWrite(operation)}`,
    code`"read": ${output === undefined || output.members.length === 0 ? "() => ({})" : responseReader(name)}`,
    code`"errors": { ${join(
      errors.map((error) => code`${propertyKey(error.name)}: ${errorClass(error.name)}`),
      ", ",
    )} }`,
    ...(streamsOutput(operation) ? [code`"outputStream": ${clientValue("outputStream")}`] : []),
    ...printAuth(operation.auth, service.auth),
    ...(parameters === undefined ? [] : [code`"endpointParameters": ${parameters}`]),
  ];
  file.declare(constant);
  file.print`${jsDoc(`Describes ${name} for the runtime.`, [seeShape(operation.id)])}export const ${constant}: ${clientType("Operation")}<${inputType(input)}, ${outputType(output)}> = {
      ${join(properties, ",\n")},
    };\n`;
}

/** Prints the function that writes the input, and then does what traits say about the body. */
function printWrite(operation: Operation): Printable {
  const writer = requestWriter(operation.name);
  const steps = listBodySteps(operation);
  return steps.length === 0
    ? code`${writer}`
    : code`(input) => ${steps.reduce<Printable>((parts, step) => code`${clientValue(step)}(${parts})`, code`${writer}(input)`)}`;
}

/** Lists the functions of the runtime that change a request by traits, in the order of their calls. */
function listBodySteps({ input, takesGzip, checksumRequired, unsignedPayload }: Operation): ClientValue[] {
  const needsLength = input?.members.some(({ target }) => target.kind === "blob" && target.lengthRequired);
  return [
    ...(needsLength ? (["collectBody"] as const) : takesGzip ? (["compressBody"] as const) : []),
    ...(checksumRequired ? (["addContentMd5"] as const) : []),
    ...(unsignedPayload ? (["leaveUnsigned"] as const) : []),
  ];
}

function streamsOutput({ output }: Operation): boolean {
  return output?.members.some(({ target }) => target.kind === "blob" && target.streaming) === true;
}

function printAuth(auth: readonly AuthScheme[], serviceAuth: readonly AuthScheme[]): Printable[] {
  return auth.join() === serviceAuth.join() ? [] : [code`"auth": ${printSchemes(auth)}`];
}

/** Prints a list of schemes of authentication. */
export function printSchemes(auth: readonly AuthScheme[]): Printable {
  return code`[${join(supportedSchemes(auth).map(clientValue), ", ")}]`;
}
