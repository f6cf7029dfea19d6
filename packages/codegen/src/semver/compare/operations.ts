import type { AstShape } from "../../model/json-ast.ts";
import type { Api } from "../api.ts";
import type { Change } from "../change.ts";
import type { Models } from "./members.ts";
import { compareTraits } from "./traits.ts";

const httpTrait = "smithy.api#http";

/** Compares the operations of two models: which there are, their routes, and the names of what they take and give. */
export function compareOperations(models: Models): Change[] {
  const { old, now } = models;
  const added = [...now.operations.keys()].filter((name) => !old.operations.has(name));
  const removed = [...old.operations.keys()].filter((name) => !now.operations.has(name));
  return [
    ...added.map((place): Change => ({ rule: "operation-added", place, what: "added" })),
    ...removed.map((place): Change => ({ rule: "operation-removed", place, what: "removed" })),
    ...[...now.operations].flatMap(([name, operation]) => {
      const former = old.operations.get(name);
      return former === undefined ? [] : compareOperation(models, name, former, operation);
    }),
  ];
}

function compareOperation(models: Models, place: string, old: AstShape, now: AstShape): Change[] {
  return [
    ...compareMessage(models, place, "input", old, now),
    ...compareMessage(models, place, "output", old, now),
    ...compareHttp(place, old, now),
    ...compareTraits({ place, usages: new Set() }, old.traits, now.traits, [httpTrait]),
  ];
}

function compareMessage(
  models: Models,
  place: string,
  role: "input" | "output",
  old: AstShape,
  now: AstShape,
): Change[] {
  const [before, after] = [messageName(models.old, old[role]), messageName(models.now, now[role])];
  return before === after
    ? []
    : [{ rule: "operation-message-changed", place, what: `${role}: ${before} → ${after}` }];
}

function messageName(api: Api, reference: AstShape["input"]): string {
  const id = reference?.target ?? "smithy.api#Unit";
  return id === "smithy.api#Unit" ? "none" : api.nameOf(id);
}

function compareHttp(place: string, old: AstShape, now: AstShape): Change[] {
  const [before, after] = [httpOf(old), httpOf(now)];
  const route: Change[] =
    before.route === after.route
      ? []
      : [{ rule: "route-changed", place, what: `${before.route} → ${after.route}` }];
  const status: Change[] =
    before.status === after.status
      ? []
      : [{ rule: "success-status-changed", place, what: `${before.status} → ${after.status}` }];
  return [...route, ...status];
}

function httpOf({ traits }: AstShape): { route: string; status: number } {
  const {
    method,
    uri,
    code = 200,
  } = (traits?.[httpTrait] ?? {}) as Partial<Record<string, string>> & {
    code?: number;
  };
  return { route: `${method} ${uri}`, status: code };
}

/** Compares the errors of the service, and of each operation that both models have. */
export function compareErrors({ old, now }: Models): Change[] {
  const [before, after] = [errorsOfService(old), errorsOfService(now)];
  const known = before.filter((error) => after.includes(error));
  const operations = [...now.operations.keys()].filter((name) => old.operations.has(name));
  return [
    ...without(after, before).map(
      (place): Change => ({ rule: "error-added", place, what: `added: ${listUsers(now, place)}` }),
    ),
    ...without(before, after).map((place): Change => ({ rule: "error-removed", place, what: "removed" })),
    ...operations.flatMap((place): Change[] => {
      const [former, present] = [old, now].map((api) =>
        errorsOf(api, place).filter((error) => known.includes(error)),
      );
      return [
        ...without(present, former).map(
          (error): Change => ({ rule: "error-added-to-operation", place, what: `may answer with ${error}` }),
        ),
        ...without(former, present).map(
          (error): Change => ({
            rule: "error-removed-from-operation",
            place,
            what: `no longer answers with ${error}`,
          }),
        ),
      ];
    }),
  ];
}

function without(errors: readonly string[] = [], others: readonly string[] = []): string[] {
  return errors.filter((error) => !others.includes(error));
}

function errorsOf(api: Api, operation: string): string[] {
  return (api.operations.get(operation)?.errors ?? []).map(({ target }) => api.nameOf(target));
}

function errorsOfService(api: Api): string[] {
  return [...new Set([...api.operations.keys()].flatMap((operation) => errorsOf(api, operation)))];
}

function listUsers(api: Api, error: string): string {
  const users = [...api.operations.keys()].filter((operation) => errorsOf(api, operation).includes(error));
  return users.join(", ");
}
