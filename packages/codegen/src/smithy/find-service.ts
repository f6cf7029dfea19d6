import { readFile } from "node:fs/promises";
import type { AstShape, JsonAst } from "../model/json-ast.ts";
import { CommandError } from "../terminal/command-error.ts";
import { listModels } from "./model-encoding.ts";
import type { ModelSource } from "./model-source.ts";

/** The trait of the protocol for which packages can be generated. */
export const restJson1 = "aws.protocols#restJson1";

/**
 * Finds the service of a model to generate packages for.
 *
 * @param ast - the model, with all services
 * @param wanted - a shape ID; without it, the model must have exactly one service with restJson1
 * @returns the service's shape ID
 * @throws CommandError if there is no such service, or more than one; it lists the model's services
 */
export function findService(ast: JsonAst, wanted?: string): string {
  const services = Object.entries(ast.shapes).filter(([, shape]) => shape.type === "service");
  const capable = services.filter(([, shape]) => hasRestJson1(shape)).map(([id]) => id);
  const found = wanted === undefined ? capable : capable.filter((id) => id === wanted);
  const [service] = found;
  if (service !== undefined && found.length === 1) {
    return service;
  }
  throw new CommandError(`${describeProblem(capable.length, wanted)}\n${listServices(services)}`);
}

/**
 * Guesses the service of a model from its files. Smithy, which knows it for sure, then has to run only once.
 *
 * @returns the service's shape ID, or undefined if the files don't have exactly one
 */
export async function guessService(
  source: Pick<ModelSource, "sources" | "imports">,
): Promise<string | undefined> {
  const found = await guessServices(source);
  return found.length === 1 ? found[0] : undefined;
}

/** Guesses the services of a model from its files, by their shape IDs. */
export async function guessServices({
  sources,
  imports,
}: Pick<ModelSource, "sources" | "imports">): Promise<string[]> {
  const files = (await Promise.all([...sources, ...imports].map(listModels))).flat();
  return (await Promise.all(files.map(findServices))).flat();
}

async function findServices(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8");
  return file.endsWith(".json") ? findInJson(text) : findInIdl(text);
}

function findInJson(text: string): string[] {
  let ast: Partial<JsonAst>;
  try {
    ast = JSON.parse(text);
  } catch {
    return [];
  }
  return Object.entries(ast.shapes ?? {}).flatMap(([id, { type }]) => (type === "service" ? [id] : []));
}

/** Strings and comments, which can contain any text. */
const literals = /"""(?:\\.|(?!""").)*"""|"(?:\\.|[^"\\])*"|\/\/[^\n]*/gs;

function findInIdl(text: string): string[] {
  const code = text.replace(literals, '""');
  const namespace = /^\s*namespace\s+([\w.]+)/m.exec(code)?.[1];
  const statements = code.matchAll(/\bservice\s+(\w+)\s*(?:with\s*\[[^\]]*\]\s*)?\{/g);
  return [...statements].map(([, name]) => `${namespace}#${name}`);
}

/**
 * Describes the services of a model that get no packages: each needs its own.
 *
 * @param ast - the model, with all services
 * @param only - the shape ID of the service that gets packages
 * @returns a line, or none if there is no other service
 */
export function describeOtherServices({ shapes }: JsonAst, only: string): string[] {
  const others = Object.keys(shapes).filter((id) => shapes[id]?.type === "service" && id !== only);
  return others.length === 0
    ? []
    : [
        `Left out: ${others.length === 1 ? "the service" : "the services"} ${others.join(", ")}. Generate packages of another service into another folder.`,
      ];
}

function describeProblem(capable: number, wanted: string | undefined): string {
  if (wanted !== undefined) {
    return `The model has no service ${wanted} with the trait ${restJson1}. Name one that has it with --service, or as service in codegen.json.`;
  }
  return capable === 0
    ? `The model has no service with the trait ${restJson1}. Add it to the service: no other protocol is supported.`
    : `The model has ${capable} services with the trait ${restJson1}. Name one of them with --service, or as service in codegen.json.`;
}

function listServices(services: readonly [string, AstShape][]): string {
  const lines = services.map(
    ([id, shape]) => `  ${id}  ${hasRestJson1(shape) ? "restJson1" : "not restJson1"}`,
  );
  return lines.length === 0 ? "It has no service." : `Its services:\n${lines.join("\n")}`;
}

function hasRestJson1(shape: AstShape): boolean {
  return shape.traits?.[restJson1] !== undefined;
}
