/**
 * An engine for the patterns that JavaScript's own could take more than linear time to match.
 *
 * @packageDocumentation
 */
export { compileLinearPattern } from "./constraints/linear-pattern.ts";
