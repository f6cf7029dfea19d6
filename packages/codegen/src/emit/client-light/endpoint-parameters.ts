import type { ClientParameter, OperationParameter } from "../../model/endpoint-rules.ts";
import type { Operation, Service } from "../../model/service.ts";
import { jsDoc } from "../../print/jsdoc.ts";
import { methodName, propertyKey } from "../../print/names.ts";
import { code, join, type Printable } from "../../print/source-file.ts";
import { parameterType } from "./endpoint.ts";

/**
 * Prints the function by which an operation sets parameters of the endpoint rules.
 *
 * @returns `undefined` if it sets none
 */
export function printOperationParameters(
  { endpointParameters }: Operation,
  { endpointRules }: Service,
): Printable | undefined {
  const printed = endpointParameters
    .filter(({ name }) => endpointRules?.parameters[name] !== undefined)
    .map(printParameter);
  const readsInput = endpointParameters.some((parameter) => "member" in parameter);
  return printed.length === 0
    ? undefined
    : code`(${readsInput ? "input" : ""}) => ({ ${join(printed, ", ")} })`;
}

function printParameter(parameter: OperationParameter): string {
  const value = "value" in parameter ? JSON.stringify(parameter.value) : `input.${parameter.member}`;
  return `${propertyKey(parameter.name)}: ${value}`;
}

/** Prints the options of a client that are parameters of the endpoint rules, as properties of an interface. */
export function printParameterOptions({ clientParameters }: Service): Printable {
  return clientParameters.map(
    (parameter) =>
      `${jsDoc(parameter.documentation)}readonly ${optionName(parameter)}?: ${parameterType(parameter)} | undefined;\n`,
  );
}

/**
 * Prints the description of a service for the runtime, whose endpoint rules get those options too.
 *
 * @param service - its description without them
 */
export function printServiceWithOptions(service: Printable, { clientParameters }: Service): Printable {
  if (clientParameters.length === 0) {
    return service;
  }
  const values = clientParameters.map(
    (parameter) => `${propertyKey(parameter.name)}: options.${optionName(parameter)}`,
  );
  return code`{
    ...${service},
    "resolveEndpoint": (parameters) => ${service}.resolveEndpoint({ ${values.join(", ")}, ...parameters }),
  }`;
}

/** The name of the client's option for a parameter: `forcePathStyle`, as in the official client. */
function optionName({ name }: ClientParameter): string {
  return methodName(name);
}
