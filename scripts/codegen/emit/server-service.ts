import type { Message, Operation, Service } from "../model/service.ts";
import { jsDoc } from "../print/jsdoc.ts";
import { methodName } from "../print/names.ts";
import { code, type Printable, SourceFile } from "../print/source-file.ts";
import { modelType, runtimeType } from "./server-modules.ts";

/**
 * Emits the interface that an implementer implements: a method for each operation. It is written as a property,
 * for the parameters of a method are compared both ways: a hook that makes less than the context would pass.
 */
export function emitServerService(service: Service): SourceFile {
  const file = new SourceFile();
  const about = `${service.documentation}\n\nImplement it, and hand it to {@link create${service.name}Handler}.`;
  const context = "@typeParam Context - what the `authenticate` hook makes of a caller";
  file.print`${jsDoc(about, [context])}export interface ${service.name}Service<Context = undefined> {`;
  for (const operation of service.operations) {
    const output = operation.output === undefined ? "void" : modelType(operation.output.name);
    file.print`${jsDoc(operation.documentation, describeMethod(operation))}readonly ${methodName(operation.name)}: (
      input: ${inputType(operation.input)},
      call: ${runtimeType("Call")}<Context>,
    ) => ${output} | Promise<${output}>;`;
  }
  file.print`}`;
  return file;
}

/** The type of an operation's input. One that takes nothing gets an empty object. */
export function inputType(input: Message | undefined): Printable {
  return input === undefined ? code`Record<string, never>` : modelType(input.name);
}

function describeMethod(operation: Operation): string[] {
  return [
    `@param input - ${operation.input === undefined ? "empty: the operation takes nothing" : "checked against the model's constraints"}`,
    "@param call - who calls, the request's id and a signal that ends with the caller",
    ...operation.errors.map((error) => `@throws ${error.name} - answered with ${error.status}`),
  ];
}
