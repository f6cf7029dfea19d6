import type { PatternMode } from "../project/settings.ts";
import { resolveAuth } from "./auth.ts";
import { resolveCors } from "./cors.ts";
import {
  resolveClientParameters,
  resolveEndpointRules,
  resolveOperationParameters,
} from "./endpoint-rules.ts";
import { resolveHostPrefix } from "./host-prefix.ts";
import { MessageResolver } from "./http-bindings.ts";
import {
  type AstShape,
  documentationOf,
  type JsonAst,
  operationsOf,
  rejectUnsupportedTraits,
  UnsupportedModelError,
} from "./json-ast.ts";
import { resolvePagination } from "./pagination.ts";
import { findUncheckedPatterns, PatternResolver } from "./patterns.ts";
import { ProblemCollector } from "./problems.ts";
import { TypeResolver } from "./resolve-types.ts";
import { rejectEquivalentUris, resolveUri } from "./resolve-uri.ts";
import type { Operation, Service } from "./service.ts";
import { resolveWaiters } from "./waiters.ts";

/**
 * Resolves a model into the form that the emitters read.
 *
 * @param ast - a model with one service, validated by Smithy
 * @param patternMode - what to do with patterns that can't be matched
 * @throws UnsupportedModelError if the model has something that can't be generated; it lists all problems
 */
export function resolveService(ast: JsonAst, patternMode: PatternMode = "reject"): Service {
  const [id, shape] = findService(ast);
  rejectUnsupportedTraits(shape.traits, id);
  if (shape.traits?.["aws.protocols#restJson1"] === undefined) {
    throw new UnsupportedModelError(id, "the service needs the trait aws.protocols#restJson1.");
  }
  const ids = operationsOf(ast, shape);
  if (ids.length === 0) {
    throw new UnsupportedModelError(id, "the service has no operation.");
  }
  const patterns = new PatternResolver();
  const problems = new ProblemCollector();
  const types = new TypeResolver(ast, new Map(Object.entries(shape.rename ?? {})), patterns, problems);
  const messages = new MessageResolver(types);
  const operations = ids.flatMap(
    (target) => problems.attempt(() => resolveOperation(target, shape, types, messages)) ?? [],
  );
  problems.attempt(() => rejectEquivalentUris(operations));
  const uncheckedPatterns = findUncheckedPatterns(operations);
  if (patternMode === "reject") {
    for (const { id: owner, text, reason } of uncheckedPatterns) {
      const advice = "With --patterns skip it is left unchecked.";
      problems.add({ id: owner, problem: `the pattern ${text} ${reason} ${advice}` });
    }
  }
  problems.throwIfAny();
  const name = types.nameOf(id);
  return {
    id,
    name,
    title: (shape.traits["smithy.api#title"] as string | undefined) ?? name,
    documentation: documentationOf(shape.traits),
    cors: resolveCors(shape.traits),
    sdkId: (shape.traits["aws.api#service"] as { readonly sdkId: string } | undefined)?.sdkId,
    signingName: (shape.traits["aws.auth#sigv4"] as { readonly name: string } | undefined)?.name,
    auth: resolveAuth(shape.traits),
    endpointRules: resolveEndpointRules(shape.traits),
    clientParameters: resolveClientParameters(shape.traits),
    operations,
    types: types.types,
    errors: messages.errors,
    uncheckedPatterns,
    translatedPatterns: patterns.translations,
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

function takesGzip({ traits }: AstShape): boolean {
  const compression = traits?.["smithy.api#requestCompression"] as { encodings: string[] } | undefined;
  return compression?.encodings.includes("gzip") === true;
}

function resolveOperation(
  id: string,
  service: AstShape,
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
  const errors = new Set([...(shape.errors ?? []), ...(service.errors ?? [])].map(({ target }) => target));
  const input = messages.resolveMessage(shape.input?.target, "input");
  return {
    id,
    name: types.nameOf(id),
    documentation: documentationOf(shape.traits),
    method: http.method,
    ...resolveUri(http.uri, id),
    hostPrefix: resolveHostPrefix(shape.traits),
    endpointParameters: resolveOperationParameters(
      shape.traits,
      shape.input && types.find(shape.input.target),
    ),
    auth: resolveAuth(service.traits, shape.traits),
    unsignedPayload: shape.traits?.["aws.auth#unsignedPayload"] !== undefined,
    checksumRequired: shape.traits?.["smithy.api#httpChecksumRequired"] !== undefined,
    takesGzip: takesGzip(shape),
    status: http.code ?? 200,
    input,
    output: messages.resolveMessage(shape.output?.target, "output"),
    errors: [...errors].map((target) => messages.resolveError(target)),
    pagination: resolvePagination(shape.traits, service.traits, input),
    waiters: resolveWaiters(shape.traits),
  };
}
