// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

import type {
  CreatePodIdentityAssociationRequest,
  DeletePodIdentityAssociationRequest,
  DescribeClusterRequest,
  DescribePodIdentityAssociationRequest,
  ListClustersRequest,
  ListPodIdentityAssociationsRequest,
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
  UpdatePodIdentityAssociationRequest,
} from "@eks-auth/eks-api-types";
import {
  describeViolations,
  type Operation,
  ProtocolError,
  requireAccepts,
  type Violation,
  writeMessageError,
} from "@eks-auth/server-runtime";
import {
  validateCreatePodIdentityAssociation,
  validateDeletePodIdentityAssociation,
  validateDescribeCluster,
  validateDescribePodIdentityAssociation,
  validateListClusters,
  validateListPodIdentityAssociations,
  validateListTagsForResource,
  validateTagResource,
  validateUntagResource,
  validateUpdatePodIdentityAssociation,
} from "./check.ts";
import { BadRequestException, InvalidParameterException } from "./errors.ts";
import {
  receiveCreatePodIdentityAssociation,
  receiveDeletePodIdentityAssociation,
  receiveDescribeCluster,
  receiveDescribePodIdentityAssociation,
  receiveListClusters,
  receiveListPodIdentityAssociations,
  receiveListTagsForResource,
  receiveTagResource,
  receiveUntagResource,
  receiveUpdatePodIdentityAssociation,
} from "./read.ts";
import type { AWSWesleyFrontendService } from "./service.ts";
import {
  respondClientException,
  respondCreatePodIdentityAssociation,
  respondDeletePodIdentityAssociation,
  respondDescribeCluster,
  respondDescribePodIdentityAssociation,
  respondInvalidParameterException,
  respondInvalidRequestException,
  respondListClusters,
  respondListPodIdentityAssociations,
  respondListTagsForResource,
  respondResourceInUseException,
  respondResourceLimitExceededException,
  respondResourceNotFoundException,
  respondServerException,
  respondTagResource,
  respondThrottlingException,
  respondUntagResource,
  respondUpdatePodIdentityAssociation,
} from "./write.ts";

/**
 * Binds CreatePodIdentityAssociation to its implementation.
 *
 * @see com.amazonaws.eks#CreatePodIdentityAssociation
 */
export function bindCreatePodIdentityAssociation<Context>(
  service: AWSWesleyFrontendService<Context>,
): Operation<Context> {
  return {
    name: "CreatePodIdentityAssociation",
    streamsInput: false,
    errors: {
      InvalidParameterException: respondInvalidParameterException,
      InvalidRequestException: respondInvalidRequestException,
      ResourceInUseException: respondResourceInUseException,
      ResourceLimitExceededException: respondResourceLimitExceededException,
      ResourceNotFoundException: respondResourceNotFoundException,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveCreatePodIdentityAssociation(request);
      const violations: Violation[] = [];
      validateCreatePodIdentityAssociation(input, violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      return respondCreatePodIdentityAssociation(
        await service.createPodIdentityAssociation(input as CreatePodIdentityAssociationRequest, call),
      );
    },
  };
}

/**
 * Binds DeletePodIdentityAssociation to its implementation.
 *
 * @see com.amazonaws.eks#DeletePodIdentityAssociation
 */
export function bindDeletePodIdentityAssociation<Context>(
  service: AWSWesleyFrontendService<Context>,
): Operation<Context> {
  return {
    name: "DeletePodIdentityAssociation",
    streamsInput: false,
    errors: {
      InvalidParameterException: respondInvalidParameterException,
      InvalidRequestException: respondInvalidRequestException,
      ResourceNotFoundException: respondResourceNotFoundException,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveDeletePodIdentityAssociation(request);
      const violations: Violation[] = [];
      validateDeletePodIdentityAssociation(input, violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      return respondDeletePodIdentityAssociation(
        await service.deletePodIdentityAssociation(input as DeletePodIdentityAssociationRequest, call),
      );
    },
  };
}

/**
 * Binds DescribeCluster to its implementation.
 *
 * @see com.amazonaws.eks#DescribeCluster
 */
export function bindDescribeCluster<Context>(service: AWSWesleyFrontendService<Context>): Operation<Context> {
  return {
    name: "DescribeCluster",
    streamsInput: false,
    errors: {
      ClientException: respondClientException,
      ResourceNotFoundException: respondResourceNotFoundException,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveDescribeCluster(request);
      const violations: Violation[] = [];
      validateDescribeCluster(input, violations);
      if (violations.length > 0) {
        throw new ProtocolError("ValidationException", 400, describeViolations(violations));
      }
      return respondDescribeCluster(await service.describeCluster(input as DescribeClusterRequest, call));
    },
  };
}

/**
 * Binds DescribePodIdentityAssociation to its implementation.
 *
 * @see com.amazonaws.eks#DescribePodIdentityAssociation
 */
export function bindDescribePodIdentityAssociation<Context>(
  service: AWSWesleyFrontendService<Context>,
): Operation<Context> {
  return {
    name: "DescribePodIdentityAssociation",
    streamsInput: false,
    errors: {
      InvalidParameterException: respondInvalidParameterException,
      InvalidRequestException: respondInvalidRequestException,
      ResourceNotFoundException: respondResourceNotFoundException,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveDescribePodIdentityAssociation(request);
      const violations: Violation[] = [];
      validateDescribePodIdentityAssociation(input, violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      return respondDescribePodIdentityAssociation(
        await service.describePodIdentityAssociation(input as DescribePodIdentityAssociationRequest, call),
      );
    },
  };
}

/**
 * Binds ListClusters to its implementation.
 *
 * @see com.amazonaws.eks#ListClusters
 */
export function bindListClusters<Context>(service: AWSWesleyFrontendService<Context>): Operation<Context> {
  return {
    name: "ListClusters",
    streamsInput: false,
    errors: {
      ClientException: respondClientException,
      InvalidParameterException: respondInvalidParameterException,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveListClusters(request);
      const violations: Violation[] = [];
      validateListClusters(input, violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      return respondListClusters(await service.listClusters(input as ListClustersRequest, call));
    },
  };
}

/**
 * Binds ListPodIdentityAssociations to its implementation.
 *
 * @see com.amazonaws.eks#ListPodIdentityAssociations
 */
export function bindListPodIdentityAssociations<Context>(
  service: AWSWesleyFrontendService<Context>,
): Operation<Context> {
  return {
    name: "ListPodIdentityAssociations",
    streamsInput: false,
    errors: {
      InvalidParameterException: respondInvalidParameterException,
      InvalidRequestException: respondInvalidRequestException,
      ResourceNotFoundException: respondResourceNotFoundException,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveListPodIdentityAssociations(request);
      const violations: Violation[] = [];
      validateListPodIdentityAssociations(input, violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      return respondListPodIdentityAssociations(
        await service.listPodIdentityAssociations(input as ListPodIdentityAssociationsRequest, call),
      );
    },
  };
}

/**
 * Binds ListTagsForResource to its implementation.
 *
 * @see com.amazonaws.eks#ListTagsForResource
 */
export function bindListTagsForResource<Context>(
  service: AWSWesleyFrontendService<Context>,
): Operation<Context> {
  return {
    name: "ListTagsForResource",
    streamsInput: false,
    errors: {
      BadRequestException: writeMessageError,
      NotFoundException: writeMessageError,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveListTagsForResource(request);
      const violations: Violation[] = [];
      validateListTagsForResource(input, violations);
      if (violations.length > 0) {
        throw new BadRequestException({ message: describeViolations(violations) });
      }
      return respondListTagsForResource(
        await service.listTagsForResource(input as ListTagsForResourceRequest, call),
      );
    },
  };
}

/**
 * Binds TagResource to its implementation.
 *
 * @see com.amazonaws.eks#TagResource
 */
export function bindTagResource<Context>(service: AWSWesleyFrontendService<Context>): Operation<Context> {
  return {
    name: "TagResource",
    streamsInput: false,
    errors: {
      BadRequestException: writeMessageError,
      NotFoundException: writeMessageError,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveTagResource(request);
      const violations: Violation[] = [];
      validateTagResource(input, violations);
      if (violations.length > 0) {
        throw new BadRequestException({ message: describeViolations(violations) });
      }
      return respondTagResource(await service.tagResource(input as TagResourceRequest, call));
    },
  };
}

/**
 * Binds UntagResource to its implementation.
 *
 * @see com.amazonaws.eks#UntagResource
 */
export function bindUntagResource<Context>(service: AWSWesleyFrontendService<Context>): Operation<Context> {
  return {
    name: "UntagResource",
    streamsInput: false,
    errors: {
      BadRequestException: writeMessageError,
      NotFoundException: writeMessageError,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveUntagResource(request);
      const violations: Violation[] = [];
      validateUntagResource(input, violations);
      if (violations.length > 0) {
        throw new BadRequestException({ message: describeViolations(violations) });
      }
      return respondUntagResource(await service.untagResource(input as UntagResourceRequest, call));
    },
  };
}

/**
 * Binds UpdatePodIdentityAssociation to its implementation.
 *
 * @see com.amazonaws.eks#UpdatePodIdentityAssociation
 */
export function bindUpdatePodIdentityAssociation<Context>(
  service: AWSWesleyFrontendService<Context>,
): Operation<Context> {
  return {
    name: "UpdatePodIdentityAssociation",
    streamsInput: false,
    errors: {
      InvalidParameterException: respondInvalidParameterException,
      InvalidRequestException: respondInvalidRequestException,
      ResourceNotFoundException: respondResourceNotFoundException,
      AccessDeniedException: writeMessageError,
      ServerException: respondServerException,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: respondThrottlingException,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveUpdatePodIdentityAssociation(request);
      const violations: Violation[] = [];
      validateUpdatePodIdentityAssociation(input, violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      return respondUpdatePodIdentityAssociation(
        await service.updatePodIdentityAssociation(input as UpdatePodIdentityAssociationRequest, call),
      );
    },
  };
}
