import type * as client from "@eks-auth/client";
import type * as server from "@eks-auth/server";
import type { ErrorName, errors } from "@eks-auth/types";
import { expectTypeOf, it } from "vitest";

/** The classes of a module that extend a type, by name. */
type Classes<Module, Base> = {
  [Name in keyof Module as Module[Name] extends new (
    ...args: never[]
  ) => Base
    ? Name
    : never]: Module[Name] extends new (...args: never[]) => infer Instance ? Instance : never;
};

type ClientErrors = Omit<Classes<typeof client, client.EKSAuthServiceException>, "EKSAuthServiceException">;
type ServerErrors = Classes<typeof server, server.ModeledError>;

it("client and server have a class for each error name, and no other", () => {
  expectTypeOf<keyof ClientErrors>().toEqualTypeOf<ErrorName>();
  expectTypeOf<keyof ServerErrors>().toEqualTypeOf<ErrorName>();
});

it("client, server and types agree on the fault of each error", () => {
  expectTypeOf<{ [Name in ErrorName]: ClientErrors[Name]["$fault"] }>().toEqualTypeOf<{
    [Name in ErrorName]: (typeof errors)[Name]["fault"];
  }>();
  expectTypeOf<{ [Name in ErrorName]: ServerErrors[Name]["fault"] }>().toEqualTypeOf<{
    [Name in ErrorName]: (typeof errors)[Name]["fault"];
  }>();
});

it("server and types agree on the status of each error", () => {
  expectTypeOf<{ [Name in ErrorName]: ServerErrors[Name]["status"] }>().toEqualTypeOf<{
    [Name in ErrorName]: (typeof errors)[Name]["status"];
  }>();
});

it("the name of each class is a literal type", () => {
  expectTypeOf<{ [Name in ErrorName]: ClientErrors[Name]["name"] }>().toEqualTypeOf<{
    [Name in ErrorName]: Name;
  }>();
  expectTypeOf<{ [Name in ErrorName]: ServerErrors[Name]["name"] }>().toEqualTypeOf<{
    [Name in ErrorName]: Name;
  }>();
});
