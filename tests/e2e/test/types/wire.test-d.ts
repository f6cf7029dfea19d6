import type * as types from "@eks-auth/types";
import type * as wire from "@eks-auth/types/wire";
import { expectTypeOf, it } from "vitest";

/** The JSON of a model type: a `Date` is a number of seconds since 1970. */
type OnTheWire<T> = T extends Date
  ? number
  : T extends object
    ? { [Name in keyof T]: OnTheWire<T[Name]> }
    : T;

it("the request's body is the input without the members in the path", () => {
  type Body = OnTheWire<Omit<types.AssumeRoleForPodIdentityRequest, "clusterName">>;
  expectTypeOf<wire.AssumeRoleForPodIdentityRequestContent>().toEqualTypeOf<Body>();
});

it("the request's path has the other members", () => {
  type Path = wire.operations["AssumeRoleForPodIdentity"]["parameters"]["path"];
  expectTypeOf<Path>().toEqualTypeOf<Pick<types.AssumeRoleForPodIdentityRequest, "clusterName">>();
});

it("the response's body is the output with dates as seconds", () => {
  type Body = OnTheWire<types.AssumeRoleForPodIdentityResponse>;
  expectTypeOf<wire.AssumeRoleForPodIdentityResponseContent>().toEqualTypeOf<Body>();
});

it("an operation answers with 200 and with the status of each error", () => {
  type Status = keyof wire.operations["AssumeRoleForPodIdentity"]["responses"];
  expectTypeOf<Status>().toEqualTypeOf<200 | (typeof types.errors)[types.ErrorName]["status"]>();
});
