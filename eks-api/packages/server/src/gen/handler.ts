// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

import {
  type AuthenticatedHandlerOptions,
  createHandler,
  type Handler,
  type HandlerOptions,
} from "@eks-auth/server-runtime";
import { ServerException } from "./errors.ts";
import {
  bindCreatePodIdentityAssociation,
  bindDeletePodIdentityAssociation,
  bindDescribeCluster,
  bindDescribePodIdentityAssociation,
  bindListClusters,
  bindListPodIdentityAssociations,
  bindListTagsForResource,
  bindTagResource,
  bindUntagResource,
  bindUpdatePodIdentityAssociation,
} from "./operations.ts";
import { route } from "./route.ts";
import type { AWSWesleyFrontendService } from "./service.ts";

/**
 * Creates a handler that serves HTTP requests for Amazon EKS pod identity associations with your
 * implementation.
 *
 * @param service - the implementation
 * @param options - limits and hooks; `authenticate` is required if the implementation expects a context
 */
export function createAWSWesleyFrontendHandler(
  service: AWSWesleyFrontendService,
  options?: HandlerOptions,
): Handler;
export function createAWSWesleyFrontendHandler<Context>(
  service: AWSWesleyFrontendService<Context>,
  options: AuthenticatedHandlerOptions<Context>,
): Handler;
export function createAWSWesleyFrontendHandler<Context>(
  service: AWSWesleyFrontendService<Context>,
  options: HandlerOptions<Context> | AuthenticatedHandlerOptions<Context> = {},
): Handler {
  return createHandler(
    {
      operations: {
        CreatePodIdentityAssociation: bindCreatePodIdentityAssociation(service),
        DeletePodIdentityAssociation: bindDeletePodIdentityAssociation(service),
        DescribeCluster: bindDescribeCluster(service),
        DescribePodIdentityAssociation: bindDescribePodIdentityAssociation(service),
        ListClusters: bindListClusters(service),
        ListPodIdentityAssociations: bindListPodIdentityAssociations(service),
        ListTagsForResource: bindListTagsForResource(service),
        TagResource: bindTagResource(service),
        UntagResource: bindUntagResource(service),
        UpdatePodIdentityAssociation: bindUpdatePodIdentityAssociation(service),
      },
      route: route,
      createInternalError: (message) => new ServerException({ message }),
    },
    options,
  );
}
