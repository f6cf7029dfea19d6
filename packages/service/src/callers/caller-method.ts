import type { RawRequest } from "@eks-auth/server";
import type { Caller, CallerMethod } from "./caller.ts";

/** A caller that one method authenticated. Callers of several methods are combined to one {@link Caller}. */
export interface AuthenticatedCaller extends Omit<Caller, "methods" | "sameNode"> {
  readonly method: CallerMethod;
}

/**
 * Authenticates the caller of a request by one method.
 *
 * @returns undefined if the request has no credentials of this method
 * @throws CallerError if it has some, and they are not valid
 */
export type AuthenticateCaller = (
  request: RawRequest,
) => AuthenticatedCaller | undefined | Promise<AuthenticatedCaller | undefined>;
