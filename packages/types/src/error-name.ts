import { type ErrorName, errorNamesByStatus } from "./gen/errors.ts";

/**
 * Finds out which error of the model an HTTP response stands for.
 *
 * The header may carry a namespace before the name and a URI behind it, `com.example#Name:http://example.com/`:
 * both are left out.
 *
 * @param status - the response's HTTP status
 * @param errorType - the response's `x-amzn-errortype` header, where it has one
 * @returns the error's name, or `undefined` where the header is missing or names an error that the model
 *   doesn't have with this status. A status that only one error has needs no header.
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function findErrorName(status: number, errorType?: string | null): ErrorName | undefined {
  const candidates = Object.entries(errorNamesByStatus).find(([known]) => Number(known) === status);
  const names: readonly ErrorName[] = candidates?.[1] ?? [];
  if (!errorType) {
    return names.length === 1 ? names[0] : undefined;
  }
  const name = errorType.replace(/:.*/s, "").replace(/.*#/s, "").trim();
  return names.find((candidate) => candidate === name);
}
