import { fail } from "@eks-auth/test-kit/fake-api-server";
import { test as base } from "vitest";
import {
  type Informer,
  type InformerLogEvent,
  type KubernetesObject,
  type ObjectKey,
  startInformer,
} from "../src/index.ts";
import { type OpenFake, startFakeApiServer } from "./open-fake.ts";

const resource = { group: "example.org", version: "v1", plural: "things" };
const path = "apis/example.org/v1/things";

/** A fake API server, and the informers of a test. */
interface Environment extends OpenFake {
  readonly informers: Informer[];
}

const test = base.extend<{ open: Environment }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest requires a pattern.
  open: async ({}, use) => {
    await using fake = await startFakeApiServer();
    const open = { ...fake, informers: [] as Informer[] };
    await use(open);
    for (const informer of open.informers) {
      informer.close();
    }
  },
}).concurrent; // They mostly wait until an informer tries again.

interface Thing extends KubernetesObject {
  readonly value?: number;
}

/** The requests that were neither watches, nor the check of a version after an interruption. */
function listsOf({ fake }: OpenFake): string[] {
  return fake.requests.filter((request) => !/watch=true|\?limit=1$/.test(request));
}

/** What a handler was called with, and the objects that result. */
function start({ apiServer, informers }: Environment, pageSize?: number) {
  const objects = new Map<string, number | undefined>();
  const calls: string[] = [];
  const events: InformerLogEvent[] = [];
  const handler = {
    onSet({ metadata, value }: Thing) {
      objects.set(metadata.name, value);
      calls.push(`set ${metadata.name}`);
    },
    onDelete({ name }: ObjectKey) {
      objects.delete(name);
      calls.push(`delete ${name}`);
    },
  };
  const informer = startInformer(apiServer, resource, handler, {
    onLogEvent: (event) => events.push(event),
    pageSize,
  });
  informers.push(informer);
  return { informer, objects, calls, events };
}

function thing(name: string, value?: number) {
  return { metadata: { namespace: "default", name }, value };
}

test("lists in pages, then follows changes", async ({ open, expect }) => {
  for (const name of ["a", "b", "c", "d", "e"]) {
    open.fake.set(path, thing(name, 1));
  }
  const { informer, objects, calls } = start(open, 2);
  expect(informer.hasSynced).toBe(false);
  await informer.whenSynced();
  expect([...objects.keys()]).toEqual(["a", "b", "c", "d", "e"]);
  expect(open.fake.requests.filter((request) => request.includes("continue="))).toHaveLength(2);
  await expect.poll(() => open.fake.watchCount).toBe(1);
  open.fake.set(path, thing("a", 2));
  open.fake.set(path, thing("f", 1));
  open.fake.delete(path, thing("b").metadata);
  await expect.poll(() => calls.slice(5)).toEqual(["set a", "set f", "delete b"]);
  expect(objects.get("a")).toBe(2);
  expect(informer.count).toBe(5);
  expect(Date.now() - informer.lastContact).toBeLessThan(60_000);
});

test("goes on from the last event when the watch ends or is cut, without a new list", async ({
  open,
  expect,
}) => {
  open.fake.set(path, thing("a", 1));
  const { informer, calls } = start(open);
  await informer.whenSynced();
  for (const [index, end] of [() => open.fake.endWatches(), () => open.fake.cutWatches()].entries()) {
    await expect.poll(() => open.fake.watchCount).toBe(1);
    end();
    open.fake.set(path, thing(`missed-${index}`));
    await expect.poll(() => calls).toContain(`set missed-${index}`);
  }
  expect(calls).toEqual(["set a", "set missed-0", "set missed-1"]);
  expect(listsOf(open)).toHaveLength(1);
});

test("goes on from a bookmark, which is newer than the last event", async ({ open, expect }) => {
  open.fake.set(path, thing("a", 1));
  const { informer } = start(open);
  await informer.whenSynced();
  await expect.poll(() => open.fake.watchCount).toBe(1);
  open.fake.set("apis/example.org/v1/others", thing("other"));
  open.fake.sendBookmarks();
  open.fake.endWatches();
  await expect
    .poll(() => open.fake.requests.filter((request) => request.includes("watch=true")).length)
    .toBe(2);
  expect(open.fake.requests.at(-1)).toContain("resourceVersion=102");
});

test("after 410, lists again and deletes only what the whole new list lacks", async ({ open, expect }) => {
  for (const name of ["a", "b", "c"]) {
    open.fake.set(path, thing(name, 1));
  }
  const { informer, objects, calls } = start(open, 1);
  await informer.whenSynced();
  await expect.poll(() => open.fake.watchCount).toBe(1);
  let fails = 3;
  open.fake.intercept = (request, response) => {
    // The first page of the new list, then failures.
    if (!request.url?.includes("continue=") || fails === 0) {
      return false;
    }
    fails -= 1;
    expect([...objects.keys()]).toEqual(["a", "b", "c"]);
    fail(response, 500, "InternalError");
    return true;
  };
  open.fake.cutWatches();
  open.fake.delete(path, thing("b").metadata);
  open.fake.set(path, thing("c", 2));
  open.fake.compact();
  await expect.poll(() => objects.get("c")).toBe(2);
  await expect.poll(() => calls.slice(3)).toEqual(["set c", "delete b"]);
  expect(fails).toBe(0);
  expect(informer.hasSynced).toBe(true);
});

test("a list during which etcd is compacted starts again", async ({ open, expect }) => {
  for (const name of ["a", "b", "c"]) {
    open.fake.set(path, thing(name, 1));
  }
  let isCompacted = false;
  open.fake.intercept = (request) => {
    if (request.url?.includes("continue=") && !isCompacted) {
      isCompacted = true;
      open.fake.delete(path, thing("a").metadata);
      open.fake.compact();
    }
    return false;
  };
  const { informer, objects } = start(open, 1);
  await informer.whenSynced();
  expect([...objects.keys()]).toEqual(["b", "c"]);
});

test("an object that was deleted and created again while the watch was away is another one", async ({
  open,
  expect,
}) => {
  open.fake.set(path, thing("a", 1));
  const { informer, calls } = start(open);
  await informer.whenSynced();
  await expect.poll(() => open.fake.watchCount).toBe(1);
  open.fake.cutWatches();
  open.fake.delete(path, thing("a").metadata);
  open.fake.set(path, thing("a", 2));
  open.fake.compact();
  await expect.poll(() => calls).toEqual(["set a", "delete a", "set a"]);
});

test("after etcd was restored from a backup, the data of the backup is in force", async ({
  open,
  expect,
}) => {
  open.fake.set(path, thing("a", 1));
  open.fake.set(path, thing("b", 1));
  const { informer, calls } = start(open);
  await informer.whenSynced();
  await expect.poll(() => open.fake.watchCount).toBe(1);
  open.fake.restore(101);
  open.fake.cutWatches();
  await expect.poll(() => calls).toEqual(["set a", "set b", "delete b"]);
  await expect.poll(() => open.fake.watchCount).toBe(1);
  open.fake.set(path, thing("c", 1));
  await expect.poll(() => calls.slice(3)).toEqual(["set c"]);
});

test.for([
  ["no JSON", "garbage\n"],
  ["an unknown type", '{"type":"OTHER","object":{}}\n'],
  ["an object without metadata", '{"type":"ADDED","object":{}}\n'],
  ["an error of the API server", '{"type":"ERROR","object":{"kind":"Status","code":500}}\n'],
] as const)("a watch with %s is started again", async ([_name, line], { open, expect }) => {
  const { informer, objects } = start(open);
  await informer.whenSynced();
  await expect.poll(() => open.fake.watchCount).toBe(1);
  open.fake.sendToWatches(line);
  open.fake.set(path, thing("a", 1));
  await expect.poll(() => [...objects.keys()]).toEqual(["a"]);
});

test.for([
  ["ends every watch with an unusable event", "garbage\n", 2],
  ["is overloaded", '{"type":"ERROR","object":{"kind":"Status","code":503}}\n', 1],
] as const)(
  "if the API server %s, everything is listed again only if that can help",
  async ([_name, line, lists], { open, expect }) => {
    const { informer } = start(open);
    await informer.whenSynced();
    let watches = 0;
    open.fake.intercept = ({ url }, response) => {
      if (!url?.includes("watch=true") || watches === 6) {
        return false;
      }
      watches += 1;
      response.end(line);
      return true;
    };
    open.fake.cutWatches();
    await expect.poll(() => watches).toBe(6);
    const listed = listsOf(open);
    expect(listed.length).toBeGreaterThanOrEqual(lists);
    expect(listed.length > 1).toBe(lists > 1);
  },
);

test("an API server that can't be used is logged once, and its recovery too", async ({ open, expect }) => {
  open.fake.intercept = (_request, response) => {
    fail(response, 403, "Forbidden", "things is forbidden for the-token");
    return true;
  };
  const { informer, events } = start(open);
  await expect.poll(() => open.fake.requests.length).toBeGreaterThan(3);
  expect(events.map(({ code }) => code)).toEqual(["watch_failed"]);
  expect(events[0]?.message).toContain("403");
  expect(informer.hasSynced).toBe(false);
  open.fake.intercept = () => false;
  await informer.whenSynced();
  expect(events.map(({ code }) => code)).toEqual(["watch_failed", "watch_recovered"]);
});

test("a closed informer sends nothing more, and does not sync", async ({ open, expect }) => {
  open.fake.intercept = () => true;
  const { informer } = start(open);
  await expect.poll(() => open.fake.requests.length).toBe(1);
  const synced = expect(informer.whenSynced()).rejects.toMatchObject({ name: "AbortError" });
  informer.close();
  await synced;
});

test("waiting for the first list ends with the caller's signal", async ({ open, expect }) => {
  open.fake.intercept = () => true;
  const { informer } = start(open);
  await expect(informer.whenSynced(AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
});
