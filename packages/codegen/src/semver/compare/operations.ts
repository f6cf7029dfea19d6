import type { AstShape } from "../../model/json-ast.ts";
import { type Api, compareKeys } from "../api.ts";
import type { Change } from "../change.ts";
import type { Models } from "./members.ts";
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
    ...compareHttp(path, old, now),
    ...compareTraits({ path, usages: new Set() }, old.traits, now.traits, [httpTrait]),
  ];
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

function compareHttp(path: string, old: AstShape, now: AstShape): Change[] {
  const [before, after] = [httpOf(old), httpOf(now)];
  return (
    [
      ["route-changed", "route"],
      ["success-status-changed", "status"],
    ] as const
  ).flatMap(([rule, part]) =>
    before[part] === after[part] ? [] : [{ rule, path, description: `${before[part]} → ${after[part]}` }],
  );
}

function httpOf({ traits }: AstShape): { route: string; status: number } {
  const http = traits?.[httpTrait] as { method?: string; uri?: string; code?: number } | undefined;
  return { route: `${http?.method} ${http?.uri}`, status: http?.code ?? 200 };
}

/** Compares the errors of the service, and of each operation that both models have. */
export function compareErrors({ old, now }: Models): Change[] {
  const [before, after] = [errorsOfService(old), errorsOfService(now)];
  const known = before.filter((error) => after.includes(error));
  const { common } = compareKeys(old.operations, now.operations);
  return [
    ...without(after, before).map(
      (path): Change => ({ rule: "error-added", path, description: `added: ${listUsers(now, path)}` }),
    ),
    ...without(before, after).map(
      (path): Change => ({ rule: "error-removed", path, description: "removed" }),
    ),
    ...common.flatMap(({ key: path }): Change[] => {
      const [former, present] = [old, now].map((api) =>
        errorsOf(api, path).filter((error) => known.includes(error)),
      );
      const added = without(present, former).map((error) => `can return ${error}`);
      const removed = without(former, present).map((error) => `no longer returns ${error}`);
      return [
        ...added.map((description): Change => ({ rule: "error-added-to-operation", path, description })),
        ...removed.map(
          (description): Change => ({ rule: "error-removed-from-operation", path, description }),
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
