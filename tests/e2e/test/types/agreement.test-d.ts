import type * as client from "@eks-auth/client";
import type * as server from "@eks-auth/server";
import type * as types from "@eks-auth/types";
import { describe, expectTypeOf, it } from "vitest";

type Implementation = server.EKSAuthFrontendService["assumeRoleForPodIdentity"];

describe("the input", () => {
  it("is the same in types, client and server", () => {
    expectTypeOf<client.AssumeRoleForPodIdentityRequest>().toEqualTypeOf<types.AssumeRoleForPodIdentityRequest>();
    expectTypeOf<server.AssumeRoleForPodIdentityRequest>().toEqualTypeOf<types.AssumeRoleForPodIdentityRequest>();
  });

  it("is the input of the client's command", () => {
    expectTypeOf<types.AssumeRoleForPodIdentityRequest>().toExtend<client.AssumeRoleForPodIdentityCommandInput>();
    expectTypeOf<client.AssumeRoleForPodIdentityCommandInput>().toExtend<types.AssumeRoleForPodIdentityRequest>();
  });

  it("is the input of an implementation", () => {
    expectTypeOf<Implementation>().parameter(0).toEqualTypeOf<types.AssumeRoleForPodIdentityRequest>();
  });
});

describe("the output", () => {
  it("is the same in types, client and server", () => {
    expectTypeOf<client.AssumeRoleForPodIdentityResponse>().toEqualTypeOf<types.AssumeRoleForPodIdentityResponse>();
    expectTypeOf<server.AssumeRoleForPodIdentityResponse>().toEqualTypeOf<types.AssumeRoleForPodIdentityResponse>();
  });

  it("is the output of the client's command without its metadata", () => {
    type Output = Omit<client.AssumeRoleForPodIdentityCommandOutput, "$metadata">;
    expectTypeOf<Output>().toExtend<types.AssumeRoleForPodIdentityResponse>();
    expectTypeOf<types.AssumeRoleForPodIdentityResponse>().toExtend<Output>();
  });

  it("is the output of an implementation", () => {
    expectTypeOf<
      Awaited<ReturnType<Implementation>>
    >().toEqualTypeOf<types.AssumeRoleForPodIdentityResponse>();
  });

  it("has the same parts in types, client and server", () => {
    expectTypeOf<client.AssumedRoleUser>().toEqualTypeOf<types.AssumedRoleUser>();
    expectTypeOf<client.Credentials>().toEqualTypeOf<types.Credentials>();
    expectTypeOf<client.PodIdentityAssociation>().toEqualTypeOf<types.PodIdentityAssociation>();
    expectTypeOf<client.Subject>().toEqualTypeOf<types.Subject>();
    expectTypeOf<server.AssumedRoleUser>().toEqualTypeOf<types.AssumedRoleUser>();
    expectTypeOf<server.Credentials>().toEqualTypeOf<types.Credentials>();
    expectTypeOf<server.PodIdentityAssociation>().toEqualTypeOf<types.PodIdentityAssociation>();
    expectTypeOf<server.Subject>().toEqualTypeOf<types.Subject>();
  });
});
