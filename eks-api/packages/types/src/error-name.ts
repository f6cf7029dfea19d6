import { type ErrorName, errors } from "./gen/errors.ts";

/**
 * Finds the error of the model that an HTTP response represents.
 *
 * The header's value can have a namespace before the name and a URI after it, `com.example#Name:http://example.com/`.
 * Both are ignored.
 *
 * @param status - the response's HTTP status
 * @param errorType - the response's `x-amzn-errortype` header, if it has one
 * @returns the error's name, or `undefined` if the model has no such error with this status. Without the header, the
 *   name is found only if the status belongs to exactly one error
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function findErrorName(status: number, errorType?: string | null): ErrorName | undefined {
  const facts: readonly [string, { readonly status: number }][] = Object.entries(errors);
  const names = facts.filter(([, fact]) => fact.status === status).map(([name]) => name as ErrorName);
  if (!errorType) {
    return names.length === 1 ? names[0] : undefined;
  }
  const name = errorType.replace(/:.*/s, "").replace(/.*#/s, "").trim();
  return names.find((candidate) => candidate === name);
}
