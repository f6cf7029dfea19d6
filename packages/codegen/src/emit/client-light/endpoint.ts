import type { EndpointParameter, EndpointRules } from "../../model/endpoint-rules.ts";
import type { Service } from "../../model/service.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, variableName } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { ExpressionCompiler } from "../endpoint-rules/expressions.ts";
import { PartitionTable } from "../endpoint-rules/partition-table.ts";
import { compileRules, mentions } from "../endpoint-rules/rules.ts";
import type { Value } from "../endpoint-rules/value.ts";
import { hasCustomEndpoint, isNeeded, kindOf, parameterKey, printParametersType } from "./endpoint-type.ts";
import { endpointParametersType, endpointResolver } from "./symbols.ts";

const signature = code`parameters: ${endpointParametersType}): ${clientType("Endpoint")}`;

/** Emits endpoint.ts: the function that finds the endpoint of a service, which is the model's endpoint rules as code. */
export function emitLightEndpoint(service: Service): SourceFile {
  const file = new SourceFile("endpoint.ts");
  if (service.endpointRules === undefined) {
    emitRequiredEndpoint(file, service);
  } else {
    emitRules(file, service, service.endpointRules);
  }
  return file;
}

/** Without rules, only the user of the client knows the endpoint. */
function emitRequiredEndpoint(file: SourceFile, { id, title }: Service): void {
  const documentation = jsDoc(
    `Returns the client's option \`endpoint\`: the model of ${title} has no endpoint rules.`,
    ["@throws {EndpointError} if the option is not set", seeShape(id)],
  );
  printParametersType(file, {}, title);
  file.declare(endpointResolver.name);
  file.print`${documentation}export function resolveEndpoint(${signature} {
      ${returnCustomEndpoint}
      throw new ${clientValue("EndpointError")}(${literal("The client has no endpoint. Set its option `endpoint`.")});
    }\n`;
}

const returnCustomEndpoint = `if (parameters["endpoint"] != null) {
        return { "url": parameters["endpoint"] };
      }\n`;

function emitRules(file: SourceFile, { id, title }: Service, { parameters, rules }: EndpointRules): void {
  const all = Object.entries(parameters);
  const partitions = new PartitionTable();
  const scope = new Map(all.map(([name, parameter]) => [name, toValue(name, parameter)]));
  const statements = compileRules(rules, scope, new ExpressionCompiler(id, partitions));
  const used = all.filter(
    ([name, parameter]) => isNeeded(parameter) || mentions(statements, variableName(name)),
  );
  const documentation = jsDoc(`Finds the endpoint of ${title} by the model's rules.`, [
    "@throws {EndpointError} if the rules refuse the parameters",
    seeShape(id),
  ]);
  partitions.print(file);
  printParametersType(file, parameters, title);
  file.declare(endpointResolver.name);
  file.print`${documentation}export function resolveEndpoint(${signature} {`;
  if (!hasCustomEndpoint(parameters)) {
    file.print`${returnCustomEndpoint}`;
  }
  if (used.length > 0) {
    const bindings = used.map(([name, parameter]) => printBinding(name, parameter));
    file.print`const { ${join(bindings, ", ")} } = parameters;`;
  }
  file.print`${used.map(([name, parameter]) => printCheck(name, parameter))}${statements}}\n`;
}

function toValue(name: string, parameter: EndpointParameter): Value {
  const isOptional = parameter.required !== true && parameter.default === undefined;
  return { kind: kindOf(parameter), code: variableName(name), isOptional };
}

function printBinding(name: string, parameter: EndpointParameter): Printable {
  const defaultValue = parameter.default === undefined ? "" : ` = ${JSON.stringify(parameter.default)}`;
  return `${parameterKey(name, parameter)}: ${variableName(name)}${defaultValue}`;
}

function printCheck(name: string, parameter: EndpointParameter): Printable {
  const variable = variableName(name);
  const check =
    parameter.builtIn === "AWS::Region" ? code`${clientValue("checkRegion")}(${variable});\n` : "";
  const message = `The parameter ${name} of the endpoint rules is not set.`;
  return isNeeded(parameter)
    ? code`if (${variable} == null) {
        throw new ${clientValue("EndpointError")}(${literal(message)});
      }
      ${check}`
    : check;
}
