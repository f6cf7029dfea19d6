import { resolveLocation } from "../../model/http-bindings.ts";
import type { AstShape, Traits } from "../../model/json-ast.ts";
import { type Api, compareKeys } from "../api.ts";
import type { Change } from "../change.ts";
import { compareAspects } from "./aspect.ts";
import { authTrait, compareAuth } from "./auth.ts";
import type { Models } from "./member-pair.ts";
import { compareTraits } from "./traits.ts";

const httpTrait = "smithy.api#http";

/** Compares the operations of two models: their names, routes, inputs and outputs. */
export function compareOperations(models: Models): Change[] {
  const { added, removed, common } = compareKeys(models.old.operations, models.now.operations);
  return [
    ...added.map(([path]): Change => ({ rule: "operation-added", path, description: "added" })),
    ...removed.map(([path]): Change => ({ rule: "operation-removed", path, description: "removed" })),
    ...common.flatMap(({ key, before, after }) => compareOperation(models, key, before, after)),
  ];
}

function compareOperation(models: Models, path: string, old: AstShape, now: AstShape): Change[] {
  return [
    ...compareMessage(models, path, "input", old, now),
    ...compareMessage(models, path, "output", old, now),
    ...compareHttp(models, path, old, now),
    ...compareOperationAuth(models, path, old.traits, now.traits),
    ...compareTraits({ path, usages: new Set() }, old.traits, now.traits, [httpTrait, authTrait]),
  ];
}

function compareOperationAuth(models: Models, path: string, old: Traits = {}, now: Traits = {}): Change[] {
  const [before, after] = [models.old, models.now].map(({ service }) => service.traits ?? {}) as [
    Traits,
    Traits,
  ];
  const auth = compareAuth(path, { service: before, operation: old }, { service: after, operation: now });
  return compareAspects(path, old, now, [auth]);
}

function compareMessage(
  models: Models,
  path: string,
  role: "input" | "output",
  old: AstShape,
  now: AstShape,
): Change[] {
  const [before, after] = [messageName(models.old, old[role]), messageName(models.now, now[role])];
  return before === after
    ? []
    : [{ rule: "operation-message-changed", path, description: `${role}: ${before} → ${after}` }];
}

function messageName(api: Api, reference: AstShape["input"]): string {
  const id = reference?.target ?? "smithy.api#Unit";
  return id === "smithy.api#Unit" ? "none" : api.nameOf(id);
}

function compareHttp(models: Models, path: string, old: AstShape, now: AstShape): Change[] {
  const [before, after] = [httpOf(old), httpOf(now)];
  const changes: Change[] = [];
  if (before.method !== after.method || routeOf(before.uri) !== routeOf(after.uri)) {
    const description = `${before.method} ${before.uri} → ${after.method} ${after.uri}`;
    changes.push({ rule: "route-changed", path, description });
  }
  if (before.code !== after.code) {
    const losesBody = hasNoBody(after.code) && !hasNoBody(before.code) && returnsBody(models.now, now);
    const rule = losesBody ? "success-status-without-body" : "success-status-changed";
    changes.push({ rule, path, description: `${before.code} → ${after.code}` });
  }
  return compareAspects(path, withoutLabels(old), withoutLabels(now), [{ traits: [httpTrait], changes }]);
}

interface Http {
  readonly method: string;
  readonly uri: string;
  readonly code: number;
}

function httpOf({ traits }: AstShape): Http {
  return { method: "", uri: "", code: 200, ...(traits?.[httpTrait] as Partial<Http> | undefined) };
}

/** The traits of an operation without the names of labels: they are names of members, which are compared. */
function withoutLabels({ traits = {} }: AstShape): Traits {
  const http = traits[httpTrait] as Http | undefined;
  return http === undefined ? traits : { ...traits, [httpTrait]: { ...http, uri: hideLabels(http.uri) } };
}

function hideLabels(uri: string): string {
  return uri.replace(/\{\w+(\+?)\}/g, "{$1}");
}

/** A URI as requests show it: without the names of labels, and with query literals in any order. */
function routeOf(uri: string): string {
  const [path = "", query = ""] = hideLabels(uri).split("?");
  return `${path}?${query.split("&").sort().join("&")}`;
}

/** Whether a response with the status has no content. @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1 */
function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** Whether the output of an operation has a member in the body. */
function returnsBody(api: Api, { output }: AstShape): boolean {
  const members = output === undefined ? [] : Object.values(api.typeOf(output.target).members ?? {});
  return members.some(({ traits = {} }) =>
    ["body", "payload"].includes(resolveLocation(traits, "output").kind),
  );
}
