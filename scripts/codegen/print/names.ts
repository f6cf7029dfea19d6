/** The name of an implementation's method for an operation: `AssumeRole` becomes `assumeRole`. */
export function methodName(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

/**
 * The name of the variable that holds a member's value: `$nickname`. A member may be called `path` or `default`:
 * no keyword, and nothing else that we emit, starts with a `$`.
 */
export function variableName(member: string): string {
  return `$${member}`;
}

/** The name of a parameter of a function made for a structure: without members, the function doesn't use it. */
export function parameterName(name: string, structure: { readonly members: readonly unknown[] }): string {
  return structure.members.length === 0 ? `_${name}` : name;
}

/** The name of the constant that holds a shape's pattern: `JwtToken` becomes `jwtTokenPattern`. */
export function patternName(shape: string): string {
  return `${shape.charAt(0).toLowerCase()}${shape.slice(1)}Pattern`;
}

/** A string literal of TypeScript. */
export function literal(text: string): string {
  return JSON.stringify(text);
}
