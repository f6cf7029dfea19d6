// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { describeViolations, type Operation, requireAccepts, type Violation } from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";
import { checkAssumeRoleForPodIdentityRequest } from "./check.ts";
import { InvalidParameterException } from "./errors.ts";
import { readAssumeRoleForPodIdentityRequest } from "./read.ts";
import type { EKSAuthFrontendService } from "./service.ts";
import { writeAssumeRoleForPodIdentityResponse } from "./write.ts";

/** Binds AssumeRoleForPodIdentity to its implementation. */
export function bindAssumeRoleForPodIdentity<Context>(
  service: EKSAuthFrontendService<Context>,
): Operation<Context> {
  return {
    name: "AssumeRoleForPodIdentity",
    status: 200,
    errors: new Set([
      "AccessDeniedException",
      "ExpiredTokenException",
      "InternalServerException",
      "InvalidParameterException",
      "InvalidRequestException",
      "InvalidTokenException",
      "ResourceNotFoundException",
      "ServiceUnavailableException",
      "ThrottlingException",
    ]),
    async invoke(request, call) {
      requireAccepts(request, "application/json");
      const input = readAssumeRoleForPodIdentityRequest(request);
      const violations: Violation[] = [];
      checkAssumeRoleForPodIdentityRequest(input, "", violations);
      if (violations.length > 0) {
        throw new InvalidParameterException({ message: describeViolations(violations) });
      }
      const output = await service.assumeRoleForPodIdentity(input as AssumeRoleForPodIdentityRequest, call);
      return JSON.stringify(writeAssumeRoleForPodIdentityResponse(output, ""));
    },
  };
}
