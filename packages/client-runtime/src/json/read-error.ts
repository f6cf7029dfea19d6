import type { PathSegment } from "@eks-auth/server-runtime";

/** Creates the error for a JSON value of the wrong type. It doesn't repeat the value, which may be a secret. */
export function createReadError(what: string, path: string, name: PathSegment): TypeError {
  return new TypeError(`Expected ${what} at ${path}/${name}.`);
}
