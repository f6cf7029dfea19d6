import type { Traits } from "../../model/json-ast.ts";
import { type Api, compareKeys } from "../api.ts";
import type { Change } from "../change.ts";
import type { Aspect } from "./aspect.ts";
import { isError, isEventStream, type Models } from "./member-pair.ts";

/** Compares the statuses of an error, and who caused it. */
export function compareErrorStatus(path: string, before: Traits, after: Traits): Aspect {
  const [old, now] = [statusOf(before), statusOf(after)];
  const changes: Change[] =
    old === now ? [] : [{ rule: "error-status-changed", path, description: `${old} → ${now}` }];
  return { traits: errorTraits, changes };
}

/** The IDs of the traits that decide the status of an error. */
export const errorTraits: readonly string[] = ["smithy.api#error", "smithy.api#httpError"];

function statusOf(traits: Traits): string | undefined {
  const fault = traits["smithy.api#error"];
  return fault === undefined
    ? undefined
    : `${fault} ${traits["smithy.api#httpError"] ?? (fault === "client" ? 400 : 500)}`;
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

/** The errors that an operation responds with, or that end its event streams. */
function errorsOf(api: Api, operation: string): string[] {
  const { errors = [], input, output } = api.operations.get(operation) ?? { type: "operation" };
  const messages = [input, output].flatMap((message) =>
    message === undefined ? [] : [api.typeOf(message.target)],
  );
  const streams = messages
    .flatMap(({ members = {} }) => Object.values(members))
    .map(({ target }) => api.typeOf(target))
    .filter(isEventStream);
  const inStreams = streams
    .flatMap(({ members = {} }) => Object.values(members))
    .filter(({ target }) => isError(api.typeOf(target)));
  return [...new Set([...errors, ...inStreams].map(({ target }) => api.nameOf(target)))];
}

function errorsOfService(api: Api): string[] {
  return [...new Set([...api.operations.keys()].flatMap((operation) => errorsOf(api, operation)))];
}

function listUsers(api: Api, error: string): string {
  const users = [...api.operations.keys()].filter((operation) => errorsOf(api, operation).includes(error));
  return users.join(", ");
}
