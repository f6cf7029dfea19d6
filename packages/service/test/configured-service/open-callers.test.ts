import { expect, test } from "vitest";
import type { Caller } from "../../src/callers/caller.ts";
import { createCurrentAuthenticate } from "../../src/configured-service/open-callers.ts";
import { sampleRequest } from "../callers/sample-request.ts";

const caller: Caller = { name: "edge", methods: ["sigv4"], clusters: "all", sameNode: false };
const callers = (authenticate: () => Caller | Promise<Caller>) => ({ authenticate });

test("a caller that is removed while it is authenticated is rejected", async () => {
  const { promise, resolve } = Promise.withResolvers<Caller>();
  let current = callers(() => promise);
  const authenticating = createCurrentAuthenticate(() => current)(sampleRequest());
  current = callers(() => {
    throw new Error("removed");
  });
  resolve(caller);
  await expect(authenticating).rejects.toThrow("removed");
});

test("a caller has the clusters of the configuration that is in use when it is authenticated", async () => {
  const { promise, resolve } = Promise.withResolvers<Caller>();
  const fewer = { ...caller, clusters: new Set(["blue"]) };
  let current = callers(() => promise);
  const authenticating = createCurrentAuthenticate(() => current)(sampleRequest());
  current = callers(() => fewer);
  resolve(caller);
  expect(await authenticating).toBe(fewer);
});
