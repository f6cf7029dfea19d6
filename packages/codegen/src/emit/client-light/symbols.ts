import type { Message, Operation, Service } from "../../model/service.ts";
import type { Type } from "../../model/types.ts";
import { type ImportSymbol, importType, importValue } from "../../print/imports.ts";
import { methodName, typeName } from "../../print/names.ts";
import { code, type Printable } from "../../print/source-file.ts";
import { type ClientValue, clientValue } from "../client-symbols.ts";
import { isSimple, jsonFunctions } from "../runtime-symbols.ts";
import { modelType, readerName } from "../server/symbols.ts";

/** The name of the client's class: the official client's without `Client`. */
export function clientName({ sdkId, name }: Service): string {
  return typeName(sdkId?.replaceAll(/\W/g, "") ?? name);
}

/** The function that finds the endpoint. */
export const endpointResolver: ImportSymbol = importValue("resolveEndpoint", "./endpoint.ts");

/** The type of that function's parameters. */
export const endpointParametersType: ImportSymbol = importType("EndpointParameters", "./endpoint.ts");

/** The class of the client. */
export function clientClass(service: Service): ImportSymbol {
  return importValue(clientName(service), "./client.ts");
}

/** The type of the options of the client's constructor. */
export function clientOptionsType(service: Service): ImportSymbol {
  return importType(`${clientName(service)}Options`, "./client.ts");
}

/** The name of the client's method for an operation. An operation `Close` gets an underscore. */
export function clientMethodName(operation: string): string {
  const name = methodName(operation);
  return /^close_*$/.test(name) ? `${name}_` : name;
}

/** The description of an operation for the runtime. */
export function operationConstant({ name }: Operation): ImportSymbol {
  return importValue(operationConstantName(name), "./operations.ts");
}

/** The name of {@link operationConstant}: `assumeRoleForPodIdentityOperation`. */
export function operationConstantName(operation: string): string {
  return `${methodName(operation)}Operation`;
}

/** The function that writes an operation's input as a request. */
export function requestWriter(operation: string): ImportSymbol {
  return importValue(requestWriterName(operation), "./write.ts");
}

/** The name of {@link requestWriter}: `requestAssumeRoleForPodIdentity`. */
export function requestWriterName(operation: string): string {
  return `request${operation}`;
}

/** The function that reads the members of an output or an error from a response. */
export function responseReader(operationOrError: string): ImportSymbol {
  return importValue(responseReaderName(operationOrError), "./read.ts");
}

/** The name of {@link responseReader}: `receiveAssumeRoleForPodIdentity`. */
export function responseReaderName(operationOrError: string): string {
  return `receive${operationOrError}`;
}

/** The type of an operation's output. The type of a structure without members forbids `$metadata`. */
export function outputType(output: Message | undefined): Printable {
  return output === undefined || output.members.length === 0 ? "object" : modelType(output.name);
}

/** Functions of the runtimes that have the same name, but read differently: clients accept more. */
export function jsonReader(type: Type): Printable {
  if (!isSimple(type)) {
    return importValue(readerName(type.name), "./read.ts");
  }
  switch (type.kind) {
    case "enum":
      return code`${clientValue("readEnum")}<${modelType(type.name)}>`;
    case "intEnum":
      return code`${clientValue("readIntEnum")}<${modelType(type.name)}>`;
    default:
      return clientValue(jsonFunctions(type).read as ClientValue);
  }
}
