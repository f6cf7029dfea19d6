import type { ErrorStructure, Operation, Service } from "../../model/service.ts";
import { importValue } from "../../print/imports.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { code, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { findRetryReason } from "../retry-reason.ts";
import { printParameterOptions, printServiceWithOptions } from "./endpoint-parameters.ts";
import { inputType, isOptionalInput } from "./input-type.ts";
import { findOmittedOperations, type OmittedOperation, selectOperations } from "./select-operations.ts";
import { clientMethodName, clientName, clientOptionsType, operationConstant, outputType } from "./symbols.ts";

/** Emits client.ts: the class with a method for each operation. */
export function emitLightClient(service: Service): SourceFile {
  const file = new SourceFile("client.ts");
  const name = clientName(service);
  const options = clientOptionsType(service).name;
  file.print`${jsDoc(`The options of {@link ${name}}.`)}${printOptions(service)}

    ${jsDoc(describeClient(service), [seeShape(service.id)])}export class ${name} {
      readonly #client: ${clientType("Client")};

      constructor(options: ${options} = {}) {
        this.#client = ${clientValue("createClient")}(${printServiceWithOptions(importValue("service", "./service.ts"), service)}, options, ${importValue("platform", "runtime/platform")});
      }`;
  for (const operation of selectOperations(service)) {
    emitMethod(file, operation);
  }
  file.print`
      /** Closes the client's own connections, each one when its request ends. */
      close(): void {
        this.#client.close();
      }
    }\n`;
  return file;
}

function printOptions(service: Service): Printable {
  const { name } = clientOptionsType(service);
  const base = clientType("ClientOptions");
  return service.clientParameters.length === 0
    ? code`export type ${name} = ${base};`
    : code`export interface ${name} extends ${base} {
      ${printParameterOptions(service)}}`;
}

function emitMethod(file: SourceFile, operation: Operation): void {
  const { name, documentation, input, output } = operation;
  file.print`
      ${jsDoc(documentation, describeMethod(operation))}${clientMethodName(name)}(
        input: ${inputType(input)}${isOptionalInput(input) ? " = {}" : ""},
        options?: ${clientType("CallOptions")},
      ): Promise<${clientType("WithMetadata")}<${outputType(output)}>> {
        return this.#client.call(${operationConstant(operation)}, input, options);
      }`;
}

function describeMethod({ id, errors }: Operation): string[] {
  return [
    "@param options - a signal that aborts the call, and more headers",
    ...errors.map(describeThrown),
    "@throws {ClientError} if the call fails for another reason",
    seeShape(id),
  ];
}

function describeThrown(error: ErrorStructure): string {
  return `@throws {${error.name}} with status ${error.status}${findRetryReason(error) === undefined ? "" : ", after retries"}`;
}

function describeClient(service: Service): string {
  const { title, documentation } = service;
  const about = `A client of ${title}. ${documentation}`.trim();
  const omitted = findOmittedOperations(service).map(describeOmitted);
  return [about, ...omitted].join("\n\n");
}

function describeOmitted({ operation, reason }: OmittedOperation): string {
  return `It lacks ${operation.name}, which ${reason}: use the official client for it.`;
}
