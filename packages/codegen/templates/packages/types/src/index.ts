/**
 * The types of __title__ for code, and its errors.
 *
 * @packageDocumentation
 */

export { findErrorName } from "./error-name.ts";
// The model decides these names. The generated index lists them.
export * from "./gen/index.ts";
