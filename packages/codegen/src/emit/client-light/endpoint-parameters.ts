import type { ClientOptions } from "@eks-auth/client-runtime";
import { parseExpression } from "../../jmespath/parse.ts";
import { UnsupportedExpressionError } from "../../jmespath/syntax.ts";
import type { ClientParameter, OperationParameter } from "../../model/endpoint-rules.ts";
import { UnsupportedModelError } from "../../model/json-ast.ts";
import type { Operation, Service } from "../../model/service.ts";
import { jsDoc } from "../../print/jsdoc.ts";
import { methodName, propertyKey } from "../../print/names.ts";
import { code, join, type Printable } from "../../print/source-file.ts";
import { compileExpression } from "./compile-expression.ts";
import { parameterType } from "./endpoint-type.ts";
import { endpointParametersType } from "./symbols.ts";

/**
 * Prints the function by which an operation sets parameters of the endpoint rules.
 *
 * @returns `undefined` if it sets none
 * @throws UnsupportedModelError if the generator doesn't compile the path of a parameter
 */
export function printOperationParameters(
  operation: Operation,
  { endpointRules }: Service,
): Printable | undefined {
  const known = operation.endpointParameters.filter(
    ({ name }) => endpointRules?.parameters[name] !== undefined,
  );
  if (known.length === 0) {
    return undefined;
  }
  const readsInput = known.some((parameter) => "path" in parameter);
  const printed = known.map(
    (parameter) => code`${propertyKey(parameter.name)}: ${printValue(operation, parameter)}`,
  );
  return code`(${readsInput ? "input" : ""}) => ({ ${join(printed, ", ")} })`;
}

function printValue({ id, input }: Operation, parameter: OperationParameter): Printable {
  if ("value" in parameter) {
    return JSON.stringify(parameter.value);
  }
  const members = input?.members ?? [];
  try {
    return compileExpression(parseExpression(parameter.path), {
      type: { kind: "structure", members },
      code: "input",
      isOptional: false,
    }).code;
  } catch (error) {
    if (error instanceof UnsupportedExpressionError) {
      const { name, path } = parameter;
      throw new UnsupportedModelError(
        id,
        `the path ${path} of the endpoint parameter ${name} is not supported: ${error.message}.`,
      );
    }
    throw error;
  }
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
    "resolveEndpoint": (parameters: ${endpointParametersType}) => ${service}.resolveEndpoint({ ${values.join(", ")}, ...parameters }),
  }`;
}

/** The options of every client, which have other meanings. The compiler checks that none is missing. */
const clientOptions: Readonly<Record<keyof ClientOptions, true>> = {
  agent: true,
  connectionTimeoutMs: true,
  credentials: true,
  endpoint: true,
  headers: true,
  maxAttempts: true,
  maxResponseBytes: true,
  region: true,
  retryDelay: true,
  timeoutMs: true,
  token: true,
  transport: true,
  tryTimeoutMs: true,
  useDualstackEndpoint: true,
  useFipsEndpoint: true,
  userAgent: true,
};

/**
 * The name of the client's option for a parameter: `forcePathStyle`, as in the official client. One with the name of another
 * option gets an underscore.
 */
function optionName({ name }: ClientParameter): string {
  const option = methodName(name);
  return Object.hasOwn(clientOptions, option.replace(/_+$/, "")) ? `${option}_` : option;
}
