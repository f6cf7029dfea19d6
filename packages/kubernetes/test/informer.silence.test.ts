import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { afterEach, expect, test, vi } from "vitest";
import { type Informer, type InformerLogEvent, startInformer } from "../src/index.ts";
import { useFakeApiServer } from "./open-fake.ts";

stopClock();

const resource = { group: "example.org", version: "v1", plural: "things" };
const path = "apis/example.org/v1/things";

const openFake = useFakeApiServer();
let informer: Informer | undefined;
afterEach(() => informer?.close());

/** Follows one object, and returns the kinds of requests. */
async function start() {
  const { fake, apiServer } = await openFake();
  fake.set(path, { metadata: { namespace: "default", name: "a" } });
  const stream = vi.spyOn(apiServer, "stream");
  /** Waits until a number of watches were answered. */
  const watched = async (count: number): Promise<void> => {
    await expectSoon(() => stream.mock.calls.length).toBe(count);
    await stream.mock.results.at(-1)?.value;
  };
  const events: InformerLogEvent[] = [];
  const handler = { onSet() {}, onDelete() {} };
  informer = startInformer(apiServer, resource, handler, { onLogEvent: (event) => events.push(event) });
  await informer.whenSynced();
  await watched(1);
  const kinds = () =>
    fake.requests.map((request) =>
      request.includes("watch=true") ? "watch" : request.endsWith("?limit=1") ? "check" : "list",
    );
  return { fake, events, kinds, watched };
}

test("a watch without a byte for 90 s is started again, and that is no failure: nothing may have changed", async () => {
  const { events, kinds, watched } = await start();
  await vi.advanceTimersByTimeAsync(89_000);
  expect(kinds()).toEqual(["list", "watch"]);
  // Each time exactly when the silence is over: the next response does not come while the clock advances.
  for (const [milliseconds, watches] of [
    [1_000, 2],
    [90_000, 3],
    [90_000, 4],
  ] as const) {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await watched(watches);
  }
  expect(kinds()).toEqual(["list", "watch", "check", "watch", "check", "watch", "check", "watch"]);
  expect(informer?.failureCount).toBe(0);
  expect(events).toEqual([]);
});

test("after a silent watch, everything is listed again if the API server has the data of a backup", async () => {
  const { fake, kinds } = await start();
  fake.restore(100);
  await vi.advanceTimersByTimeAsync(90_000);
  await expectSoon(kinds).toEqual(["list", "watch", "check", "list", "watch"]);
  expect(informer?.count).toBe(0);
});

test("a connection that is silent before the response begins is given up after 10 s, as a failure", async () => {
  const { fake, kinds } = await start();
  fake.intercept = () => true;
  fake.endWatches();
  await expectSoon(() => kinds().length).toBe(3);
  await vi.advanceTimersByTimeAsync(10_000);
  await expectSoon(() => informer?.failureCount).toBe(1);
});
