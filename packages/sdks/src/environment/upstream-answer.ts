import {
  AccessDeniedException,
  ExpiredTokenException,
  InternalServerException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/server";

/** Errors of the model that an agent meets. The first four take a pod its credentials. */
export const upstreamErrorNames = [
  "AccessDeniedException",
  "ExpiredTokenException",
  "InvalidTokenException",
  "ResourceNotFoundException",
  "ThrottlingException",
  "InternalServerException",
  "ServiceUnavailableException",
] as const;

/** The name of one of them. */
export type UpstreamErrorName = (typeof upstreamErrorNames)[number];

/** How the upstream answers: with credentials of a lifetime in seconds, or with an error. */
export type UpstreamAnswer =
  | { readonly lifetimeSeconds: number }
  | { readonly error: UpstreamErrorName; readonly message: string };

/** An error as the model has it, with its HTTP status. */
type UpstreamError = Error & { readonly status: number };

const errorClasses: Readonly<
  Record<UpstreamErrorName, new (members: { readonly message: string }) => UpstreamError>
> = {
  AccessDeniedException,
  ExpiredTokenException,
  InvalidTokenException,
  ResourceNotFoundException,
  ThrottlingException,
  InternalServerException,
  ServiceUnavailableException,
};

/** Makes an error that an implementation may throw. */
export function createUpstreamError(name: UpstreamErrorName, message: string): UpstreamError {
  return new errorClasses[name]({ message });
}

/** The HTTP status that the model gives an error, and so the agent. */
export function statusOf(name: UpstreamErrorName): number {
  return createUpstreamError(name, "").status;
}
