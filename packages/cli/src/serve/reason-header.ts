import { type EKSAuthFrontendService, ProtocolError } from "@eks-auth/server";
import { ModeledError } from "@eks-auth/server-runtime";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { UnknownKeyError } from "@eks-auth/service";

/** The response header with the code of the reason, such as `cluster_not_found`. */
const reasonHeader = "x-eks-auth-reason";

/**
 * Adds the reason's code to the error responses of a service, for agents and `eks-auth doctor`. If the token's key is not
 * known yet, adds `retry-after` too. Use it only if the service listens on loopback addresses. A proxy on this machine
 * passes the headers on; the code says no more than the modelled error's name and message.
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
  if (!(error instanceof ModeledError && error.cause instanceof CodedError)) {
    return error;
  }
  const { cause, name, status, message } = error;
  const retryAfter = cause instanceof UnknownKeyError ? { "retry-after": `${cause.retryAfterSeconds}` } : {};
  // A modelled error can't have headers. This error has the same response.
  return new ProtocolError(name, status, message, { [reasonHeader]: cause.code, ...retryAfter });
}
