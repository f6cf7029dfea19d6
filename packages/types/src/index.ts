/**
 * The types of the EKS Auth API as code handles them, and its errors. `@eks-auth/types/wire` has the types of its JSON.
 *
 * @packageDocumentation
 */

export { findErrorName } from "./error-name.ts";
// These names come from the model. The generated index lists each of them.
export * from "./gen/index.ts";
