import { createEKSAuthFrontendHandler, type EKSAuthFrontendService, type RawRequest } from "@eks-auth/server";
import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/types";
import { it } from "vitest";

/** What the hook returns about a caller. */
interface Agent {
  node: string;
}

declare function authenticate(request: RawRequest): Agent;
declare const service: EKSAuthFrontendService<Agent>;
declare const administered: EKSAuthFrontendService<Agent & { admin: boolean }>;
declare const anonymous: EKSAuthFrontendService;
declare const output: AssumeRoleForPodIdentityResponse;

it("an implementation with a context accepts a hook that returns this context", () => {
  createEKSAuthFrontendHandler(service, { authenticate });
  createEKSAuthFrontendHandler(service, { authenticate, maxBodyBytes: 1024 });
  createEKSAuthFrontendHandler(service, { authenticate: async (request) => authenticate(request) });
});

it("an implementation with a context accepts nothing else", () => {
  // @ts-expect-error -- no hook
  createEKSAuthFrontendHandler(service);
  // @ts-expect-error -- no hook, but other options
  createEKSAuthFrontendHandler(service, { maxBodyBytes: 1024 });
  // @ts-expect-error -- the hook returns another type
  createEKSAuthFrontendHandler(service, { authenticate: () => ({ user: "Ada" }) });
  // @ts-expect-error -- the hook returns fewer properties
  createEKSAuthFrontendHandler(administered, { authenticate });
  // @ts-expect-error -- the hook returns nothing
  createEKSAuthFrontendHandler(service, { authenticate() {} });
});

it("an implementation without a context needs no hook", () => {
  createEKSAuthFrontendHandler(anonymous);
  createEKSAuthFrontendHandler(anonymous, { maxBodyBytes: 1024, onError() {} });
});

it("the type of the context is inferred from the hook if the implementation does not declare it", () => {
  createEKSAuthFrontendHandler(
    { assumeRoleForPodIdentity: (_, { context }) => ({ ...output, audience: context.node }) },
    { authenticate },
  );
  createEKSAuthFrontendHandler({
    // @ts-expect-error -- without a hook there is no context
    assumeRoleForPodIdentity: (_, { context }) => ({ ...output, audience: context.node }),
  });
});
