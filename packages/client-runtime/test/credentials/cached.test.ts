import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCached } from "../../src/credentials/cached.ts";

interface Value {
  readonly id: number;
  readonly expiration?: Date;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A function whose results have rising IDs, and expire after some minutes. */
function createSource(minutes?: number) {
  let id = 0;
  return vi.fn(async (): Promise<Value> => {
    id++;
    return minutes === undefined ? { id } : { id, expiration: new Date(Date.now() + minutes * 60_000) };
  });
}

function passMinutes(minutes: number): void {
  vi.setSystemTime(Date.now() + minutes * 60_000);
}

test.each([undefined, null])("%s is the result", async (source) => {
  expect(await createCached<Value>(source)()).toBe(source);
});

test("a value is the result", async () => {
  const value = { id: 1, expiration: new Date(0) };
  expect(await createCached(value)()).toBe(value);
});

test("a result without an expiry is used for ever", async () => {
  const source = createSource();
  const get = createCached(source);
  await get();
  passMinutes(1_000_000);
  expect(await get()).toEqual({ id: 1 });
  expect(source).toHaveBeenCalledOnce();
});

test("calls at the same time share one call of the function", async () => {
  const source = createSource(60);
  const get = createCached(source);
  const values = await Promise.all([get(), get(), get()]);
  expect(values.map((value) => value?.id)).toEqual([1, 1, 1]);
});

test("a failure isn't cached", async () => {
  const source = createSource(60).mockRejectedValueOnce(new Error("no network"));
  const get = createCached(source);
  await expect(get()).rejects.toThrow("no network");
  expect(await get()).toMatchObject({ id: 1 });
});

describe("a result that expires after an hour", () => {
  async function createUsed() {
    const source = createSource(60);
    const get = createCached(source);
    await get();
    return { source, get };
  }

  test("is used until 5 minutes before", async () => {
    const { source, get } = await createUsed();
    passMinutes(54.9);
    expect(await get()).toMatchObject({ id: 1 });
    expect(source).toHaveBeenCalledOnce();
  });

  test("is used while a new one is fetched, 5 minutes before", async () => {
    const { source, get } = await createUsed();
    passMinutes(55.1);
    expect(await get()).toMatchObject({ id: 1 });
    expect(source).toHaveBeenCalledTimes(2);
    await source.mock.results[1]?.value;
    expect(await get()).toMatchObject({ id: 2 });
    expect(source).toHaveBeenCalledTimes(2);
  });

  test("is waited for a minute before", async () => {
    const { get } = await createUsed();
    passMinutes(59.1);
    expect(await get()).toMatchObject({ id: 2 });
  });

  test.each([55.1, 59.9])("is used after %d minutes if there is no new one", async (minutes) => {
    const { source, get } = await createUsed();
    source.mockRejectedValue(new Error("no network"));
    passMinutes(minutes);
    expect(await get()).toMatchObject({ id: 1 });
    expect(source).toHaveBeenCalledTimes(2);
    await vi.waitUntil(() => source.mock.settledResults[1]?.type === "rejected");
    await new Promise((resolve) => setImmediate(resolve));
    expect(await get()).toMatchObject({ id: 1 });
    expect(source).toHaveBeenCalledTimes(3);
  });

  test("isn't used when it has expired", async () => {
    const { source, get } = await createUsed();
    source.mockRejectedValue(new Error("no network"));
    passMinutes(60);
    await expect(get()).rejects.toThrow("no network");
  });
});

test("a result that has expired already is fetched for each call", async () => {
  const source = createSource(0);
  const get = createCached(source);
  expect(await get()).toMatchObject({ id: 1 });
  expect(await get()).toMatchObject({ id: 2 });
});
