import type { EndpointParameter, EndpointRules } from "../../model/endpoint-rules.ts";
import { jsDoc } from "../../print/jsdoc.ts";
import { propertyKey } from "../../print/names.ts";
import type { Printable, SourceFile } from "../../print/source-file.ts";
import { printJson } from "../expressions.ts";
import { endpointParametersType } from "./symbols.ts";

type Parameters = EndpointRules["parameters"];

/** The options of every client that are parameters. */
const builtIns: Readonly<Record<string, string>> = {
  "AWS::Region": "region",
  "AWS::UseDualStack": "useDualstackEndpoint",
  "AWS::UseFIPS": "useFipsEndpoint",
  "SDK::Endpoint": "endpoint",
};

/** The option of every client that replaces what the rules decide. */
const customEndpoint: EndpointParameter = {
  type: "string",
  builtIn: "SDK::Endpoint",
  documentation: "The API's URL.",
};

/**
 * Prints the type of the parameters of a service's endpoint rules: `EndpointParameters`.
 *
 * @param parameters - all of the model's, so that a change of only the rules doesn't change the type
 */
export function printParametersType(file: SourceFile, parameters: Parameters, title: string): void {
  const all = hasCustomEndpoint(parameters) ? parameters : { ...parameters, endpoint: customEndpoint };
  const { name } = endpointParametersType;
  file.declare(name);
  file.print`${jsDoc(`What the endpoint of ${title} depends on.`)}export interface ${name} {
    ${Object.entries(all).map(([name, parameter]) => printProperty(name, parameter))}}\n`;
}

/** Whether the rules themselves have the option `endpoint`, so that they decide what it means. */
export function hasCustomEndpoint(parameters: Parameters): boolean {
  return Object.values(parameters).some(({ builtIn }) => builtIn === customEndpoint.builtIn);
}

/** Whether a client must set a parameter. */
export function isNeeded(parameter: EndpointParameter): boolean {
  return parameter.required === true && parameter.default === undefined;
}

/** The kind of a parameter's value. */
export function kindOf({ type }: Pick<EndpointParameter, "type">): "boolean" | "string" | "stringArray" {
  switch (type.toLowerCase()) {
    case "boolean":
      return "boolean";
    case "stringarray":
      return "stringArray";
    default:
      return "string";
  }
}

/** The key of a parameter: the option of every client that it is, or its name in the model. */
export function parameterKey(name: string, { builtIn = "" }: EndpointParameter): string {
  return propertyKey(builtIns[builtIn] ?? name);
}

/** The type of a parameter in TypeScript. */
export function parameterType(parameter: Pick<EndpointParameter, "type">): string {
  const kind = kindOf(parameter);
  return kind === "stringArray" ? "readonly string[]" : kind;
}

function printProperty(name: string, parameter: EndpointParameter): Printable {
  const { documentation = "", default: defaultValue } = parameter;
  const tags = defaultValue === undefined ? [] : [`@defaultValue \`${printJson(defaultValue)}\``];
  const type = parameterType(parameter);
  const signature = isNeeded(parameter) ? `: ${type}` : `?: ${type} | undefined`;
  return `${jsDoc(documentation, tags)}readonly ${parameterKey(name, parameter)}${signature};\n`;
}
