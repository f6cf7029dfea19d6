/** The name of an implementation's method for an operation: `AssumeRole` becomes `assumeRole`. */
export function methodName(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

/**
 * The name of the variable for a member's value: `$nickname`. Members can have names such as `path` or `default`; no keyword
 * and no other generated name starts with `$`.
 */
export function variableName(member: string): string {
  return `$${member}`;
}

/** The name of the constant for the pattern of a shape or member: `JwtToken` becomes `jwtTokenPattern`. */
export function patternName(owner: string): string {
  return `${owner.charAt(0).toLowerCase()}${owner.slice(1)}Pattern`;
}

/** A string literal of TypeScript. */
export function literal(text: string): string {
  return JSON.stringify(text);
}

/** Names that TypeScript, JavaScript or generated files use. */
const reserved = new Set(
  `any Array AsyncIterable Awaited bigint BigInt boolean Boolean Date DocumentValue Error Function Infinity Iterable
  JSON Map Math NaN never null number Number object Object Omit Partial Pick Promise Proxy Readonly Record Reflect
  RegExp Required Set string String symbol Symbol Uint8Array undefined unknown void`.split(/\s+/),
);

/** The name of the type for a shape: the shape's name, with an underscore in front if that name is reserved. */
export function typeName(shape: string): string {
  return reserved.has(shape) ? `_${shape}` : shape;
}
