import { type EKSAuthFrontendService, ProtocolError } from "@eks-auth/server";
import { ModeledError } from "@eks-auth/server-runtime";
import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The response header with the code of the reason, such as `cluster_not_found`. */
const reasonHeader = "x-eks-auth-reason";

/**
 * Adds the reason's code to the error responses of a service, for `eks-auth doctor`. Use it only if the service
 * listens on loopback addresses. A proxy on this machine passes the header on; the code says no more than the modelled
 * error's name and message.
 */
export function withReasonHeader(service: EKSAuthFrontendService): EKSAuthFrontendService {
  return {
    async assumeRoleForPodIdentity(input, call) {
      try {
        return await service.assumeRoleForPodIdentity(input, call);
      } catch (error) {
        throw addReason(error);
      }
    },
  };
}

function addReason(error: unknown): unknown {
  return error instanceof ModeledError && error.cause instanceof CodedError
    ? // A modelled error can't have headers. This error has the same response.
      new ProtocolError(error.name, error.status, error.message, { [reasonHeader]: error.cause.code })
    : error;
}
