import { expect, test } from "vitest";
import { ConcurrentRequests, maxConcurrentOfCaller } from "../../src/eks-api/concurrent-requests.ts";

const tooMany = { code: "too_many_in_progress" };

test("a caller with as many requests as it can have gets no further one until one has ended", async () => {
  const requests = new ConcurrentRequests();
  const waiting = Array.from({ length: maxConcurrentOfCaller }, () => Promise.withResolvers<string>());
  const running = waiting.map(({ promise }) => requests.run({ name: "terraform" }, () => promise));
  await expect(requests.run({ name: "terraform" }, () => "no")).rejects.toMatchObject(tooMany);
  expect(await requests.run({ name: "other" }, () => "yes")).toBe("yes");
  expect(await requests.run(undefined, () => "yes")).toBe("yes");
  waiting[0]?.resolve("done");
  expect(await running[0]).toBe("done");
  expect(await requests.run({ name: "terraform" }, () => "yes")).toBe("yes");
  waiting[1]?.reject(new Error("failed"));
  await expect(running[1]).rejects.toThrow("failed");
  expect(await requests.run({ name: "terraform" }, () => "yes")).toBe("yes");
  for (const { resolve } of waiting) {
    resolve("done");
  }
  await Promise.allSettled(running);
});

test("a request that throws at once is not counted any more", async () => {
  const requests = new ConcurrentRequests();
  const fail = () => {
    throw new Error("failed");
  };
  for (let count = 0; count <= maxConcurrentOfCaller; count++) {
    await expect(requests.run({ name: "terraform" }, fail)).rejects.toThrow("failed");
  }
});
