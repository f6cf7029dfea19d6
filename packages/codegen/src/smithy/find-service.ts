import type { AstShape, JsonAst } from "../model/json-ast.ts";
import { CommandError } from "../terminal/command-error.ts";

const restJson1 = "aws.protocols#restJson1";

/**
 * Finds the service of a model that packages are to be generated for.
 *
 * @param ast - the whole model
 * @param wanted - a shape ID; without it the model must have exactly one service that speaks restJson1
 * @returns the service's shape ID
 * @throws CommandError naming the model's services where there is no such service, or more than one
 */
export function findService(ast: JsonAst, wanted?: string): string {
  const services = Object.entries(ast.shapes).filter(([, shape]) => shape.type === "service");
  const capable = services.filter(([, shape]) => speaksRestJson1(shape)).map(([id]) => id);
  const found = wanted === undefined ? capable : capable.filter((id) => id === wanted);
  const [service] = found;
  if (service !== undefined && found.length === 1) {
    return service;
  }
  throw new CommandError(`${describeProblem(capable.length, wanted)}\n${listServices(services)}`);
}

/**
 * Makes sure that a model has no service beside the one that packages are generated for: nobody would notice that there
 * are none for it.
 *
 * @param ast - the whole model
 * @param only - a shape ID
 * @throws CommandError naming the model's services where there are several
 */
export function requireOnlyService(ast: JsonAst, only: string): void {
  const services = Object.keys(ast.shapes).filter((id) => ast.shapes[id]?.type === "service");
  const others = services.filter((id) => id !== only);
  if (others.length > 0) {
    throw new CommandError(
      `The model has ${services.length} services: ${services.join(", ")}. Packages are made of ${only} alone: take the ${others.length === 1 ? "other" : "others"} out of model/, and generate packages of ${others.length === 1 ? "its" : "their"} own by --model, --out and --scope.`,
    );
  }
}

function describeProblem(capable: number, wanted: string | undefined): string {
  if (wanted !== undefined) {
    return `The model has no service ${wanted} with the trait ${restJson1}. Name one that has it by --service.`;
  }
  return capable === 0
    ? `The model has no service with the trait ${restJson1}. Put it on the service: no other protocol can be generated.`
    : `The model has ${capable} services with the trait ${restJson1}. Name one by --service.`;
}

function listServices(services: readonly [string, AstShape][]): string {
  const lines = services.map(
    ([id, shape]) => `  ${id}  ${speaksRestJson1(shape) ? "restJson1" : "not restJson1"}`,
  );
  return lines.length === 0 ? "It has no service at all." : `Its services:\n${lines.join("\n")}`;
}

function speaksRestJson1(shape: AstShape): boolean {
  return shape.traits?.[restJson1] !== undefined;
}
