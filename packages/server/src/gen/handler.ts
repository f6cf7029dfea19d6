// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  type AuthenticatedHandlerOptions,
  createCors,
  createHandler,
  type Handler,
  type HandlerOptions,
} from "@eks-auth/server-runtime";
import { InternalServerException } from "./errors.ts";
import { bindAssumeRoleForPodIdentity } from "./operations.ts";
import { route } from "./route.ts";
import type { EKSAuthFrontendService } from "./service.ts";

/**
 * Creates a handler that serves HTTP requests for Amazon EKS Auth with your implementation.
 *
 * @param service - the implementation
 * @param options - limits and hooks; `authenticate` is required if the implementation expects a context
 */
export function createEKSAuthFrontendHandler(
  service: EKSAuthFrontendService,
  options?: HandlerOptions,
): Handler;
export function createEKSAuthFrontendHandler<Context>(
  service: EKSAuthFrontendService<Context>,
  options: AuthenticatedHandlerOptions<Context>,
): Handler;
export function createEKSAuthFrontendHandler<Context>(
  service: EKSAuthFrontendService<Context>,
  options: HandlerOptions<Context> | AuthenticatedHandlerOptions<Context> = {},
): Handler {
  return createHandler(
    {
      operations: {
        AssumeRoleForPodIdentity: bindAssumeRoleForPodIdentity(service),
      },
      route: route,
      createInternalError: (message) => new InternalServerException({ message }),
      cors: createCors({
        origin: "*",
        maxAgeSeconds: 600,
        allowedHeaders:
          "accept, content-type, amz-sdk-invocation-id, amz-sdk-request, x-amz-user-agent, authorization, x-amz-content-sha256, x-amz-date, x-amz-security-token",
        exposedHeaders: "x-amzn-errortype, x-amzn-requestid",
      }),
    },
    options,
  );
}
