import { resolveCors } from "./cors.ts";
import { type AstReference, type AstShape, type JsonAst, UnsupportedModelError } from "./json-ast.ts";
import { operationsOf } from "./operations.ts";
import { resolveUri } from "./path.ts";
import { MessageResolver } from "./resolve-messages.ts";
import { TypeResolver } from "./resolve-types.ts";
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
  refuseUnsupportedTraits(shape.traits, id);
  if (shape.traits?.["aws.protocols#restJson1"] === undefined) {
    throw new UnsupportedModelError(id, "the service needs the trait aws.protocols#restJson1.");
  }
  const ids = operationsOf(ast, shape);
  if (ids.length === 0) {
    throw new UnsupportedModelError(id, "the service has no operation.");
  }
  const types = new TypeResolver(ast, new Map(Object.entries(shape.rename ?? {})));
  const messages = new MessageResolver(types);
  const operations = ids.map((target) => resolveOperation(target, shape.errors ?? [], types, messages));
  const name = types.nameOf(id);
  return {
    name,
    title: (shape.traits["smithy.api#title"] as string | undefined) ?? name,
    documentation: documentationOf(shape.traits),
    cors: resolveCors(shape.traits),
    operations,
    types: types.types,
    errors: messages.errors,
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

function resolveOperation(
  id: string,
  serviceErrors: readonly AstReference[],
  types: TypeResolver,
  messages: MessageResolver,
): Operation {
  const shape = types.find(id);
  const http = shape.traits?.["smithy.api#http"] as
    | { method: string; uri: string; code?: number }
    | undefined;
  if (http === undefined) {
    throw new UnsupportedModelError(id, "an operation needs the trait smithy.api#http.");
  }
  const errors = new Set([...(shape.errors ?? []), ...serviceErrors].map(({ target }) => target));
  return {
    name: types.nameOf(id),
    documentation: documentationOf(shape.traits),
    method: http.method,
    ...resolveUri(http.uri),
    status: http.code ?? 200,
    input: messages.resolveInput(shape.input?.target),
    output: messages.resolveOutput(shape.output?.target),
    errors: [...errors].map((target) => messages.resolveError(target)),
  };
}
