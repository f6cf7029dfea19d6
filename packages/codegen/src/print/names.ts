/**
 * Names in generated code that derive from the model's. Names of Smithy have only letters, digits and underscores, so each
 * rule below gives different results for different names, and no two rules give the same result.
 */

/**
 * The name of an implementation's method for an operation: `AssumeRole` becomes `assumeRole`. A name that has a meaning in
 * every object gets an underscore: `await` calls a method `then`.
 */
export function methodName(operation: string): string {
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  const isTaken = (candidate: string) => candidate === "then" || candidate in Object.prototype;
  return isTaken(name) || isTaken(name.replace(/_+$/, "")) ? `${name}_` : name;
}

/**
 * The name of the variable for a member's value: `$nickname`. Members can have names such as `path` or `default`; no keyword
 * and no other generated name starts with `$`.
 */
export function variableName(member: string): string {
  return `$${member}`;
}

/** The name of the constant for the pattern of a shape or member: `patternJwtToken`. */
export function patternName(owner: string): string {
  return `pattern${owner}`;
}

/** A string literal of TypeScript. */
export function literal(text: string): string {
  return JSON.stringify(text);
}

/**
 * A key in an object literal. It is quoted, so that it isn't taken for the name of a variable; the formatter removes
 * needless quotes. Without brackets, `__proto__` would set the object's prototype.
 */
export function propertyKey(name: string): string {
  return name === "__proto__" ? `["__proto__"]` : literal(name);
}

/**
 * Names that TypeScript or JavaScript reserves, globals that generated files use, and fixed names of the types package. A
 * module that exports `then` could not be imported with `await import`.
 */
const reserved = new Set(
  `abstract accessor any arguments Array as asserts async AsyncGenerator AsyncIterable AsyncIterator await Awaited
  bigint BigInt boolean Boolean break case catch class const constructor continue Date debugger declare default
  defer delete do DocumentValue else enum Error ErrorName errors eval export extends false finally findErrorName
  for from function Function get global if implements import in infer Infinity instanceof interface intrinsic is
  Iterable JSON keyof let Map Math module namespace NaN never new null number Number object Object of Omit out
  override package Partial Pick private Promise protected Proxy public readonly Readonly Record Reflect RegExp
  require Required return satisfies set Set static string String super switch symbol Symbol then this throw true
  try type typeof Uint8Array undefined unique unknown using var void while with yield`.split(/\s+/),
);

/**
 * The name of the type or the class for a shape: the shape's name, with an underscore in front if that name is reserved. It
 * depends on no other shape, so a new shape never renames a type.
 */
export function typeName(shape: string): string {
  const bare = shape.replace(/^_+/, "");
  // A shape `_Date` gets a second underscore, because the first one is for `Date`.
  return reserved.has(bare) ? `_${shape}` : shape;
}
