// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  describeViolations,
  type Operation,
  requireAccepts,
  type Violation,
  writeMessageError,
} from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";
import { validateAssumeRoleForPodIdentity } from "./check.ts";
import { InvalidParameterException } from "./errors.ts";
import { receiveAssumeRoleForPodIdentity } from "./read.ts";
import type { EKSAuthFrontendService } from "./service.ts";
import { respondAssumeRoleForPodIdentity } from "./write.ts";

/**
 * Binds AssumeRoleForPodIdentity to its implementation.
 *
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentity
 */
export function bindAssumeRoleForPodIdentity<Context>(
  service: EKSAuthFrontendService<Context>,
): Operation<Context> {
  return {
    name: "AssumeRoleForPodIdentity",
    streamsInput: false,
    errors: {
      AccessDeniedException: writeMessageError,
      ExpiredTokenException: writeMessageError,
      InternalServerException: writeMessageError,
      InvalidParameterException: writeMessageError,
      InvalidRequestException: writeMessageError,
      InvalidTokenException: writeMessageError,
      ResourceNotFoundException: writeMessageError,
      ServiceUnavailableException: writeMessageError,
      ThrottlingException: writeMessageError,
    },
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = receiveAssumeRoleForPodIdentity(request);
      const violations: Violation[] = [];
      validateAssumeRoleForPodIdentity(input, violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      return respondAssumeRoleForPodIdentity(
        await service.assumeRoleForPodIdentity(input as AssumeRoleForPodIdentityRequest, call),
      );
    },
  };
}
