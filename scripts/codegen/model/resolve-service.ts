import { resolveCors } from "./cors.ts";
import { type AstShape, type JsonAst, shapeName, UnsupportedModelError } from "./json-ast.ts";
import { resolvePath } from "./path.ts";
import { StructureResolver } from "./resolve-structures.ts";
import type { Operation, Service } from "./service.ts";
import { documentationOf, refuseUnsupportedTraits } from "./traits.ts";

/**
 * Turns a model into what the emitters work on.
 *
 * @param ast - a model in Smithy's JSON AST, valid by Smithy's own rules, with one service
 * @throws UnsupportedModelError naming the first thing in it that can't be generated, and its place
 */
export function resolveService(ast: JsonAst): Service {
  const [id, shape] = findService(ast);
  refuseUnsupportedTraits(shape.traits, "service", id);
  if (shape.traits?.["aws.protocols#restJson1"] === undefined) {
    throw new UnsupportedModelError(id, "the service needs the trait aws.protocols#restJson1.");
  }
  for (const property of ["resources", "errors", "rename"] as const) {
    if (shape[property] !== undefined) {
      throw new UnsupportedModelError(id, `the service property "${property}" is not supported yet.`);
    }
  }
  if (shape.operations === undefined || shape.operations.length === 0) {
    throw new UnsupportedModelError(id, "a service without operations is not supported yet.");
  }
  const resolver = new StructureResolver(ast);
  const operations = shape.operations.map(({ target }) => resolveOperation(ast, target, resolver));
  return {
    name: shapeName(id),
    title: (shape.traits["smithy.api#title"] as string | undefined) ?? shapeName(id),
    documentation: documentationOf(shape.traits),
    cors: resolveCors(shape.traits),
    operations,
    structures: resolver.structures,
    constrainedStrings: resolver.constrainedStrings,
    errors: resolver.errors,
  };
}

function findService(ast: JsonAst): [string, AstShape] {
  const services = Object.entries(ast.shapes).filter(([, shape]) => shape.type === "service");
  const [service] = services;
  if (service === undefined || services.length > 1) {
    const names = services.map(([id]) => id).join(", ") || "none";
    throw new UnsupportedModelError("model", `exactly one service is expected; found: ${names}.`);
  }
  return service;
}

function resolveOperation(ast: JsonAst, id: string, resolver: StructureResolver): Operation {
  const shape = ast.shapes[id];
  const http = shape?.traits?.["smithy.api#http"] as
    | { method: string; uri: string; code?: number }
    | undefined;
  if (shape === undefined || http === undefined) {
    throw new UnsupportedModelError(id, "an operation needs the trait smithy.api#http.");
  }
  refuseUnsupportedTraits(shape.traits, "operation", id);
  return {
    name: shapeName(id),
    documentation: documentationOf(shape.traits),
    method: http.method,
    path: resolvePath(http.uri, id),
    status: http.code ?? 200,
    input: resolver.resolveRoot(shape.input?.target, "input", id),
    output: resolver.resolveRoot(shape.output?.target, "output", id),
    errors: (shape.errors ?? []).map(({ target }) => resolver.resolveError(target)),
  };
}
