import { findEventStream, hasEventStream } from "../../model/event-streams.ts";
import type { Cors, Message, Operation, Service } from "../../model/service.ts";
import { importValue } from "../../print/imports.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, methodName, propertyKey } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { eventValue } from "../event-symbols.ts";
import { handlerCreator, listServerNames } from "../public-names.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { chooseInternalError } from "./fill-error.ts";
import { errorClass, modelType, operationBinder, serviceInterface } from "./symbols.ts";

/**
 * Emits service.ts: the interface to implement, with a method for each operation. The methods are declared as properties,
 * because TypeScript compares parameters of methods bivariantly: a hook that returns less than the context would pass.
 */
export function emitServerService(service: Service): SourceFile {
  const file = new SourceFile("service.ts");
  const about = `${service.documentation}\n\nImplement it, and pass it to {@link ${handlerCreator(service)}}.`;
  const context = "@typeParam Context - the value that the `authenticate` hook returns for a caller";
  file.print`${jsDoc(about, [context, seeShape(service.id)])}export interface ${service.name}Service<Context = undefined> {`;
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

/** The type of an operation's input: an empty object if the operation takes nothing. */
function inputType(input: Message | undefined): Printable {
  return input === undefined ? code`Record<string, never>` : modelType(input.name);
}

function describeMethod(operation: Operation): string[] {
  return [
    `@param input - ${operation.input === undefined ? "empty, because the operation takes nothing" : "checked against the model's constraints"}`,
    "@param call - the caller, the request's ID, and a signal that aborts if the caller disconnects",
    ...operation.errors.map((error) => `@throws ${error.name} - status ${error.status}`),
    ...(findEventStream(operation.output)?.stream.errors ?? []).map(
      ({ error }) => `@throws ${error} - from the iterator of events: ends the stream`,
    ),
    seeShape(operation.id),
  ];
}

/** Emits handler.ts: the function that creates the handler of HTTP requests for an implementation. */
export function emitServerHandler(service: Service): SourceFile {
  const file = new SourceFile("handler.ts");
  const name = handlerCreator(service);
  const implementation = serviceInterface(service.name);
  const handler = runtimeType("Handler");
  const options = runtimeType("HandlerOptions");
  const authenticated = runtimeType("AuthenticatedHandlerOptions");
  const about = `Creates a handler that serves HTTP requests for ${service.title} with your implementation.`;
  const documentation = jsDoc(about, [
    "@param service - the implementation",
    "@param options - limits and hooks; `authenticate` is required if the implementation expects a context",
  ]);
  const eventStreamRunner = service.operations.some(hasEventStream)
    ? code`\n"createEventStreamRunner": ${eventValue("createEventStreamRunner")},`
    : "";
  file.print`${documentation}export function ${name}(service: ${implementation}, options?: ${options}): ${handler};
    export function ${name}<Context>(
      service: ${implementation}<Context>,
      options: ${authenticated}<Context>,
    ): ${handler};
    export function ${name}<Context>(
      service: ${implementation}<Context>,
      options: ${options}<Context> | ${authenticated}<Context> = {},
    ): ${handler} {
      return ${runtimeValue("createHandler")}(
        {
          operations: {
            ${join(
              service.operations.map(
                (operation) =>
                  code`${propertyKey(operation.name)}: ${operationBinder(operation.name)}(service),\n`,
              ),
              "",
            )}
          },
          "route": ${importValue("route", "./route.ts")},${eventStreamRunner}
          createInternalError: ${createInternalError(service)},
          ${service.cors === undefined ? "" : code`cors: ${printCors(service.cors)},`}
        },
        options,
      );
    }`;
  return file;
}

/** Prints the function that creates the error for an unexpected failure: the service's own, if the stub can fill it. */
function createInternalError(service: Service): Printable {
  const filled = chooseInternalError(service);
  return filled === undefined
    ? code`(message) => new ${runtimeValue("ProtocolError")}("InternalFailure", 500, message)`
    : code`(${filled.members === "" ? "" : "message"}) => new ${errorClass(filled.error.name)}(${filled.members})`;
}

function printCors(cors: Cors): Printable {
  return code`${runtimeValue("createCors")}({
    origin: ${literal(cors.origin)},
    maxAgeSeconds: ${cors.maxAgeSeconds},
    allowedHeaders: ${literal(cors.allowedHeaders.join(", "))},
    exposedHeaders: ${literal(cors.exposedHeaders.join(", "))},
  })`;
}

/** Emits index.ts, the entry point of the stub's package: each public name. */
export function emitServerIndex(service: Service): SourceFile {
  const file = new SourceFile("index.ts");
  file.print`${jsDoc(`The server stub of ${service.title}.`, ["@packageDocumentation"])}`;
  file.reexport(listServerNames(service));
  return file;
}
