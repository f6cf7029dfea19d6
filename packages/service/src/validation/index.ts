/**
 * Schemas of files and of what others send: a result, or what is wrong with each part, by its path.
 *
 * These few files do what the service needs. A library takes several times the start time of the service's own code.
 */
export { array, object, record, strictObject } from "./collections.ts";
export { boolean, date, int, literal, number, oneOf, string, unknown } from "./scalars.ts";
export type { AddIssue, Issue, JsonSchema, Validated } from "./schema.ts";
export { Schema } from "./schema.ts";
export { union } from "./union.ts";
