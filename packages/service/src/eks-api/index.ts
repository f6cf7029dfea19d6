/**
 * The EKS API for pod identity associations, as an implementation of the stub of `@eks-auth/eks-api-server`. It is separate,
 * so that services without it don't load it.
 *
 * @packageDocumentation
 */
export type { AccessContext } from "./access.ts";
export { createEksApiService, type EksApiServiceOptions } from "./eks-api-service.ts";
export type { RequestRunnerOptions } from "./run-request.ts";
