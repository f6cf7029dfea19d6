import type { EndpointParameter, EndpointRules } from "../../model/endpoint-rules.ts";
import type { Service } from "../../model/service.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, propertyKey, variableName } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { clientType, clientValue } from "../client-symbols.ts";
import { ExpressionCompiler } from "../endpoint-rules/expressions.ts";
import { PartitionTable } from "../endpoint-rules/partition-table.ts";
import { compileRules, mentions } from "../endpoint-rules/rules.ts";
import type { Value } from "../endpoint-rules/value.ts";

/** The options of every client that are parameters. */
const builtIns: Readonly<Record<string, string>> = {
  "AWS::Region": "region",
  "AWS::UseDualStack": "useDualstackEndpoint",
  "AWS::UseFIPS": "useFipsEndpoint",
  "SDK::Endpoint": "endpoint",
};

const signature = code`parameters: ${clientType("EndpointParameters")}): ${clientType("Endpoint")}`;

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
  file.declare("resolveEndpoint");
  file.print`${documentation}export function resolveEndpoint(${signature} {
      ${returnCustomEndpoint}
      throw new ${clientValue("EndpointError")}(${literal("The client has no endpoint. Set its option `endpoint`.")});
    }\n`;
}

const returnCustomEndpoint = `if (typeof parameters["endpoint"] === "string") {
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
  file.declare("resolveEndpoint");
  if (used.length > 0) {
    file.print`/** The parameters that the rules read. */
      interface Parameters {
        ${used.map(([name, parameter]) => printProperty(name, parameter))}}\n`;
  }
  file.print`${documentation}export function resolveEndpoint(${signature} {`;
  if (!all.some(([, { builtIn }]) => builtIn === "SDK::Endpoint")) {
    file.print`${returnCustomEndpoint}`;
  }
  if (used.length > 0) {
    const bindings = used.map(([name, parameter]) => printBinding(name, parameter));
    file.print`const { ${join(bindings, ", ")} } = parameters as Parameters;`;
  }
  file.print`${used.map(([name, parameter]) => printCheck(name, parameter))}${statements}}\n`;
}

/** Whether a client must set a parameter. */
function isNeeded(parameter: EndpointParameter): boolean {
  return parameter.required === true && parameter.default === undefined;
}

function toValue(name: string, parameter: EndpointParameter): Value {
  const isOptional = parameter.required !== true && parameter.default === undefined;
  return { kind: kindOf(parameter), code: variableName(name), isOptional };
}

function kindOf({ type }: Pick<EndpointParameter, "type">): "boolean" | "string" | "stringArray" {
  switch (type.toLowerCase()) {
    case "boolean":
      return "boolean";
    case "stringarray":
      return "stringArray";
    default:
      return "string";
  }
}

/** The name by which the function gets a parameter. */
function keyOf(name: string, { builtIn = "" }: EndpointParameter): string {
  return propertyKey(builtIns[builtIn] ?? name);
}

/** The type of a parameter in TypeScript. */
export function parameterType(parameter: Pick<EndpointParameter, "type">): string {
  const kind = kindOf(parameter);
  return kind === "stringArray" ? "readonly string[]" : kind;
}

function printProperty(name: string, parameter: EndpointParameter): Printable {
  const type = parameterType(parameter);
  return `${jsDoc(parameter.documentation ?? "")}readonly ${keyOf(name, parameter)}?: ${type} | undefined;\n`;
}

function printBinding(name: string, parameter: EndpointParameter): Printable {
  const defaultValue = parameter.default === undefined ? "" : ` = ${JSON.stringify(parameter.default)}`;
  return `${keyOf(name, parameter)}: ${variableName(name)}${defaultValue}`;
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
