/**
 * The shared vocabulary of the EKS Auth API: what code handles, and the names of its errors.
 * `@eks-auth/types/wire` has what JSON holds.
 *
 * @packageDocumentation
 */

export { findErrorName } from "./error-name.ts";
// The model decides these names; the generated index lists each of them.
export * from "./gen/index.ts";
