/**
 * Credentials that containers get from Amazon ECS, EKS Pod Identity, or an agent for it.
 *
 * @packageDocumentation
 */

export {
  type ContainerOptions,
  type Environment,
  fromContainer,
} from "@eks-auth/client-runtime/container-credentials";
