import type { Name } from "../json/name.ts";

/**
 * The error for a value of an implementation that isn't what the model promises. It names the place and
 * never the value, which may be a secret.
 */
export function createWriteError(what: string, path: string, name: Name): TypeError {
  return new TypeError(`The operation's output must have ${what} at ${path}/${name}`);
}
