import { expect, test } from "vitest";
import { type InformerHandler, type KubernetesObject, startInformer } from "../src/index.ts";
import { useFakeApiServer } from "./open-fake.ts";

const resource = { group: "example.org", version: "v1", plural: "things" };
const path = "apis/example.org/v1/things";

const openFake = useFakeApiServer();

const ignore: InformerHandler<KubernetesObject> = { onSet: () => {}, onDelete: () => {} };

/** The `limit` of each page of a first list. */
async function limitsFor(count: number, bytes: number): Promise<number[]> {
  const { fake, apiServer } = await openFake();
  for (let index = 0; index < count; index++) {
    fake.set(path, {
      metadata: { namespace: "default", name: `thing-${index}` },
      ...{ text: "x".repeat(bytes) },
    });
  }
  const informer = startInformer(apiServer, resource, ignore, { onLogEvent: () => {} });
  await informer.whenSynced();
  expect(informer.count).toBe(count);
  informer.close();
  return fake.requests
    .filter((request) => !request.includes("watch=true"))
    .map((request) => Number(/limit=(\d+)/.exec(request)?.[1]));
}

test("pages of small objects grow to the largest page", async () => {
  expect(await limitsFor(3_000, 10)).toEqual([250, 500, 500, 500, 500, 500, 500]);
});

test("pages of large objects have about 512 KiB", async () => {
  const [first, ...others] = await limitsFor(600, 10_000);
  expect(first).toBe(250);
  expect(Math.max(...others)).toBeLessThan(53);
});

test("a page that is too large is asked for again with fewer objects", async () => {
  expect((await limitsFor(20, 600_000)).slice(0, 3)).toEqual([250, 32, 4]);
  expect(await limitsFor(1, 5_000_000)).toEqual([250, 32, 4, 1]);
});
