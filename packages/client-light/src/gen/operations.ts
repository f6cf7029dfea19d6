// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import type { Operation } from "@eks-auth/client-runtime";
import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";
import {
  AccessDeniedException,
  ExpiredTokenException,
  InternalServerException,
  InvalidParameterException,
  InvalidRequestException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "./errors.ts";
import { receiveAssumeRoleForPodIdentity } from "./read.ts";
import { requestAssumeRoleForPodIdentity } from "./write.ts";

/**
 * Describes AssumeRoleForPodIdentity for the runtime.
 *
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentity
 */
export const assumeRoleForPodIdentityOperation: Operation<
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse
> = {
  method: "POST",
  write: requestAssumeRoleForPodIdentity,
  read: receiveAssumeRoleForPodIdentity,
  errors: {
    AccessDeniedException: AccessDeniedException,
    ExpiredTokenException: ExpiredTokenException,
    InternalServerException: InternalServerException,
    InvalidParameterException: InvalidParameterException,
    InvalidRequestException: InvalidRequestException,
    InvalidTokenException: InvalidTokenException,
    ResourceNotFoundException: ResourceNotFoundException,
    ServiceUnavailableException: ServiceUnavailableException,
    ThrottlingException: ThrottlingException,
  },
};
