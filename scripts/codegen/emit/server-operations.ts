import { isConstrained } from "../model/constraints.ts";
import type { Operation, Service } from "../model/service.ts";
import { literal, methodName } from "../print/names.ts";
import { code, type Printable, SourceFile } from "../print/source-file.ts";
import { chooseConstraintError } from "./constraint-error.ts";
import {
  checker,
  errorClass,
  modelType,
  reader,
  runtimeType,
  runtimeValue,
  serviceInterface,
  writer,
} from "./server-modules.ts";

/** Emits, for each operation, the function that binds it to its implementation. */
export function emitServerOperations(service: Service): SourceFile {
  const file = new SourceFile();
  for (const operation of service.operations) {
    emitOperation(file, operation, service.name);
  }
  return file;
}

function emitOperation(file: SourceFile, operation: Operation, service: string): void {
  const { name, input, output } = operation;
  const errors = operation.errors.map((error) => literal(error.name)).join(", ");
  file.print`/** Binds ${name} to its implementation. */
    export function bind${name}<Context>(
      service: ${serviceInterface(service)}<Context>,
    ): ${runtimeType("Operation")}<Context> {
      return {
        name: ${literal(name)},
        status: ${operation.status},
        errors: new Set([${errors}]),
        async invoke(request, call) {
          ${runtimeValue("requireAccepts")}(request, "application/json");
          const input = ${reader(input.name)}(request);
          ${isConstrained(input) ? checkInput(operation) : ""}
          const output = await service.${methodName(name)}(input as ${modelType(input.name)}, call);
          return JSON.stringify(${writer(output.name)}(output, ""));
        },
      };
    }\n`;
}

function checkInput(operation: Operation): Printable {
  return code`const violations: ${runtimeType("Violation")}[] = [];
    ${checker(operation.input.name)}(input, "", violations);
    if (violations.length > 0) {
      throw ${refuse(operation)};
    }`;
}

function refuse(operation: Operation): Printable {
  const error = chooseConstraintError(operation.errors);
  const message = code`${runtimeValue("describeViolations")}(violations)`;
  return error === undefined
    ? code`new ${runtimeValue("ProtocolError")}("ValidationException", 400, ${message})`
    : code`new ${errorClass(error.name)}({ message: ${message} })`;
}
