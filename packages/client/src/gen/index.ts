// smithy-typescript generated code
/* eslint-disable */
/**
 * Gives the pods of a Kubernetes cluster temporary AWS credentials.
 *
 * The EKS Pod Identity Agent of a node is the intended caller: it calls `AssumeRoleForPodIdentity` for the pods on its
 * node. Applications do not call this API. Their AWS SDK gets credentials from the agent's container credentials
 * endpoint.
 *
 * @packageDocumentation
 */
export * from "./EKSAuthClient";
export * from "./EKSAuth";
export type { ClientInputEndpointParameters } from "./endpoint/EndpointParameters";
export type { RuntimeExtension } from "./runtimeExtensions";
export type { EKSAuthExtensionConfiguration } from "./extensionConfiguration";
export * from "./commands";
export * from "./schemas/schemas_0";

export * from "./models/errors";
export * from "./models/models_0";

export { EKSAuthServiceException } from "./models/EKSAuthServiceException";
