import { findOrigin, type ModuleOrigin } from "./module-origin.ts";

/**
 * Names a chunk after one of its modules, so that the files in stack traces say what they are: `doctor-check-sts` for a
 * module of the command, `service-token-verify-token` for one of another package here, `zod` for one of npm.
 *
 * @param id - the module's ID
 */
export function nameChunk(id: string): string {
  const origin = findOrigin(id);
  return origin === undefined ? "runtime" : describe(origin);
}

function describe({ packageName, path, isOfRepository }: ModuleOrigin): string {
  if (!isOfRepository) {
    return packageName.replace("@", "").replaceAll(/[/.]/g, "-");
  }
  const module = path.replace(/^(src|dist)\//, "").replace(/(^|\/)(index)?\.\w+$|\.\w+$/, "");
  return [packageName === "cli" ? "" : packageName, ...module.split("/")]
    .filter((part) => part !== "")
    .join("-");
}

/**
 * Makes the names of different chunks different.
 *
 * @param names - the names of chunks; several can be equal
 * @returns a name for each, with a number if another has it already
 */
export function numberNames(names: readonly string[]): string[] {
  return names.map((name, index) => {
    const earlier = names.slice(0, index).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name}-${earlier + 1}`;
  });
}
