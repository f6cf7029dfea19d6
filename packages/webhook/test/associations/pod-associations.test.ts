import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { fail } from "@eks-auth/test-kit/fake-api-server";
import { describe, expect, test, vi } from "vitest";
import { LookUpError } from "../../src/index.ts";
import { associate, kinds, useAssociations } from "../support/open-associations.ts";

stopClock();
const open = useAssociations();

describe("after the first sync", () => {
  test("exact names, globs and cluster-wide associations are found in memory", async () => {
    const { fake, associations, watched, onDirectLookUp } = await open();
    associate(fake, "shop", "cart");
    associate(fake, "shop", "worker-*", "workers");
    const spec = { namespace: "team-*", serviceAccount: "*" };
    fake.set(kinds.cluster, { metadata: { name: "teams" }, ...{ spec } });
    await watched.whenSynced();
    expect(watched.size).toBe(3);
    expect(await associations.has("shop", "cart")).toBe(true);
    expect(await associations.has("shop", "worker-1")).toBe(true);
    expect(await associations.has("team-a", "anything")).toBe(true);
    expect(onDirectLookUp).not.toHaveBeenCalled();
    expect(await associations.has("other", "cart")).toBe(false);
    expect(onDirectLookUp.mock.calls).toEqual([["none"]]);
  });

  test("a change and a deletion take effect", async () => {
    const { fake, watched } = await open();
    associate(fake, "shop", "cart");
    await watched.whenSynced();
    associate(fake, "shop", "other");
    await expect
      .poll(() => [watched.has("shop", "cart"), watched.has("shop", "other")])
      .toEqual([false, true]);
    fake.delete(kinds.namespaced, { namespace: "shop", name: "a" });
    await expect.poll(() => watched.has("shop", "other")).toBe(false);
  });

  test("an association without a usable spec is left out", async () => {
    const { fake, watched } = await open();
    associate(fake, "shop", "cart");
    fake.set(kinds.namespaced, {
      metadata: { namespace: "shop", name: "b" },
      ...{ spec: { serviceAccount: 1 } },
    });
    fake.set(kinds.cluster, { metadata: { name: "c" }, ...{ spec: { serviceAccount: "a" } } });
    fake.set(kinds.cluster, { metadata: { name: "d" } });
    await watched.whenSynced();
    expect(watched.size).toBe(1);
  });

  test("memory answers while the API server is away, and a miss is an error", async () => {
    const { fake, watched, associations } = await open();
    associate(fake, "shop", "cart");
    await watched.whenSynced();
    fake.intercept = (_request, response) => {
      fail(response, 503, "ServiceUnavailable");
      return true;
    };
    fake.endWatches();
    expect(await associations.has("shop", "cart")).toBe(true);
    await expect(associations.has("shop", "other")).rejects.toThrow(LookUpError);
  });
});

describe("if the informer is late", () => {
  test("an association is found by a list of its namespace", async () => {
    const { fake, associations, onDirectLookUp } = await open({ isInformerLate: true });
    associate(fake, "shop", "cart-*");
    expect(await associations.has("shop", "cart-1")).toBe(true);
    expect(onDirectLookUp.mock.calls).toEqual([["found"]]);
  });

  test("before the first sync, it is not known that there is none", async () => {
    const { associations, onDirectLookUp } = await open({ isInformerLate: true });
    await expect(associations.has("shop", "cart")).rejects.toThrow("have not been read yet");
    expect(onDirectLookUp.mock.calls).toEqual([["none"]]);
  });

  test("the pods of a namespace that are created together share a list, and those right after use it", async () => {
    const { fake, list } = await open({ isInformerLate: true });
    associate(fake, "shop", "cart");
    const names = ["cart", "a", "b", "cart"];
    const results = await Promise.all(names.map((name) => list.find("shop", name)));
    expect(results).toEqual(["found", "none", "none", "found"]);
    expect(await list.find("shop", "cart")).toBe("found");
    const lists = () => fake.requests.filter((request) => request.includes("/namespaces/shop/")).length;
    expect(lists()).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(await list.find("shop", "cart")).toBe("found");
    expect(lists()).toBe(2);
  });

  test("many namespaces share a rate", async () => {
    const { list } = await open({ isInformerLate: true });
    const results = await Promise.all(Array.from({ length: 100 }, (_, index) => list.find(`n${index}`, "a")));
    expect(results.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => "none"));
    expect(results.filter((result) => result === "limited").length).toBeGreaterThan(50);
  });

  test("a list that takes too long is given up", async () => {
    const { fake, associations, onDirectLookUp } = await open();
    const asked = Promise.withResolvers<void>();
    fake.intercept = ({ url = "" }) => {
      const isList = url.includes("/namespaces/shop/");
      if (isList) {
        asked.resolve();
      }
      return isList;
    };
    const found = expect(associations.has("shop", "cart")).rejects.toThrow(LookUpError);
    await asked.promise;
    await endAfter(300, found);
    expect(onDirectLookUp.mock.calls).toEqual([["failed", "no answer in time"]]);
  });
});
