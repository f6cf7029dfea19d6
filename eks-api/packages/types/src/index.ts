/**
 * The types of the EKS API for pod identity associations as code handles them, and its errors. `@eks-auth/eks-api-types/wire` has the types of its JSON.
 *
 * @packageDocumentation
 */

export { findErrorName } from "./error-name.ts";
// These names come from the model. The generated index lists each of them.
export * from "./gen/index.ts";
