/** The name of an implementation's method for an operation: `AssumeRole` becomes `assumeRole`. */
export function methodName(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

/** The name of the constant that holds a shape's pattern: `JwtToken` becomes `jwtTokenPattern`. */
export function patternName(shape: string): string {
  return `${shape.charAt(0).toLowerCase()}${shape.slice(1)}Pattern`;
}

/** A string literal of TypeScript. */
export function literal(text: string): string {
  return JSON.stringify(text);
}
