/**
 * The base class of this project's errors: each has a `code` that stays the same when its message is reworded, so code
 * decides on `code` (and on `instanceof`), never on a message.
 *
 * A subclass with a `brand` is recognised by `instanceof` even if the instance was made by another copy of its package,
 * as happens when two versions are installed side by side.
 *
 * @example
 * ```ts
 * class LockError extends CodedError {
 *   static override readonly brand: string = "@example/LockError";
 *   override readonly name = "LockError";
 *   readonly code = "locked";
 * }
 * ```
 */
export abstract class CodedError extends Error {
  /** Identifies the class across copies of its package: package and class name, or the ID of a shape. */
  static readonly brand: string = "@eks-auth/server-runtime/CodedError";

  /** What went wrong, for code to decide on; listed in docs/errors.md. */
  abstract readonly code: string;

  /**
   * Whether a value is an instance of this class, or of a class with the same brand. A class without its own brand
   * matches only its own instances.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore-start lint/complexity/noThisInStatic: the right-hand side of `instanceof` is what counts, not this class.
    if (Function.prototype[Symbol.hasInstance].call(this, value)) {
      return true;
    }
    return Object.hasOwn(this, "brand") && hasBrand(value, this.brand);
    // biome-ignore-end lint/complexity/noThisInStatic: see above
  }
}

function hasBrand(value: unknown, brand: string): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  for (let proto = Object.getPrototypeOf(value); proto !== null; proto = Object.getPrototypeOf(proto)) {
    if (proto.constructor?.brand === brand) {
      return true;
    }
  }
  return false;
}
