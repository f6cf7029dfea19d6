import type { Api } from "../api/api.ts";
import type { Change } from "../change.ts";
import type { Models } from "./compare-members.ts";

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
