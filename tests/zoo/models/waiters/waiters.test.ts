import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as official from "@acme/client";
import * as light from "@acme/client-light";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDepotHandler, type GetBoxOutput, NoSuchBox } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

/** What the calls of GetBox return, one after the other; the last one again and again. */
let states: (GetBoxOutput | "gone")[] = [];
let calls = 0;
/** The queries of the calls of ListBoxes. */
let pages: { next?: string | undefined; limit?: number | undefined }[] = [];
let server: Server;
let officialClient: official.DepotClient;
let lightClient: light.Depot;

const names = ["a", "b", "c", "d", "e"];

const handler = createDepotHandler({
  async getBox({ id }) {
    const state = states[Math.min(calls++, states.length - 1)] ?? "gone";
    if (state === "gone") {
      throw new NoSuchBox({ message: `There is no box ${id}.` });
    }
    return state;
  },
  async listBoxes({ next, limit }) {
    pages.push({ next, limit });
    const start = Number(next ?? 0);
    const end = start + (limit ?? 2);
    return { page: { boxes: names.slice(start, end), next: end < names.length ? String(end) : undefined } };
  },
});

beforeAll(async () => {
  server = createServer(createNodeListener(handler));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  officialClient = new official.DepotClient({ endpoint });
  lightClient = new light.Depot({ endpoint });
});
afterAll(() => {
  officialClient.destroy();
  lightClient.close();
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  calls = 0;
  pages = [];
});

const input = { id: "1" };
/** Short pauses; the official client takes seconds. */
const lightOptions = { maxWaitMs: 60_000, minDelayMs: 1, maxDelayMs: 1 };
const officialOptions = () => ({
  client: officialClient,
  maxWaitTime: 60,
  minDelay: 0.001,
  maxDelay: 0.001,
});

describe("waiters end like those of the official client", () => {
  const open = { closed: false };
  const packed = { state: "PACKED" } as const;

  test.each<
    [
      string,
      typeof light.waitUntilBoxClosed,
      typeof official.waitUntilBoxClosed,
      (GetBoxOutput | "gone")[],
      string,
    ]
  >([
    [
      "BoxClosed, after two retries",
      light.waitUntilBoxClosed,
      official.waitUntilBoxClosed,
      [open, {}, { closed: true }],
      "success",
    ],
    [
      "BoxClosed, with an error",
      light.waitUntilBoxClosed,
      official.waitUntilBoxClosed,
      [open, "gone"],
      "failure",
    ],
    ["BoxGone, with an error", light.waitUntilBoxGone, official.waitUntilBoxGone, [open, "gone"], "success"],
    [
      "BoxPacked, of all items",
      light.waitUntilBoxPacked,
      official.waitUntilBoxPacked,
      [{}, { items: [] }, { items: [packed, { state: "OPEN" }] }, { items: [packed, packed] }],
      "success",
    ],
    [
      "BoxPacked, with a lost item",
      light.waitUntilBoxPacked,
      official.waitUntilBoxPacked,
      [{ items: [{ state: "LOST" }] }],
      "failure",
    ],
  ])("%s", async (_title, waitLight, waitOfficial, results, end) => {
    states = results;
    const lightEnd = await waitLight(lightClient, input, lightOptions).then(
      () => "success",
      (error: unknown) =>
        error instanceof light.WaiterError && error.code === "waiter_failed" ? "failure" : error,
    );
    const lightCalls = calls;
    calls = 0;
    const officialEnd = await waitOfficial(officialOptions(), input).then(
      ({ state }) => state.toLowerCase(),
      () => "failure",
    );
    expect({ lightEnd, lightCalls }).toEqual({ lightEnd: end, lightCalls: results.length });
    expect({ officialEnd, officialCalls: calls }).toEqual({
      officialEnd: end,
      officialCalls: results.length,
    });
  });

  test("the last output is returned; an error that was waited for is none", async () => {
    states = [{ id: "1", closed: true }];
    expect(await light.waitUntilBoxClosed(lightClient, input, lightOptions)).toMatchObject({
      id: "1",
      closed: true,
    });
    states = ["gone"];
    expect(await light.waitUntilBoxGone(lightClient, input, lightOptions)).toBeUndefined();
  });

  test("an error of the service is the cause of a failure", async () => {
    states = ["gone"];
    const error = await light.waitUntilBoxClosed(lightClient, input, lightOptions).catch((it: unknown) => it);
    expect(error).toMatchObject({ name: "WaiterError", code: "waiter_failed", attempts: 1 });
    expect((error as Error).cause).toBeInstanceOf(light.NoSuchBox);
  });

  test("the time can be over", async () => {
    states = [open];
    const error = await light
      .waitUntilBoxClosed(lightClient, input, { ...lightOptions, maxWaitMs: 20 })
      .catch((it: unknown) => it);
    expect(error).toMatchObject({ code: "waiter_timeout", output: open });
  });
});

describe("pages", () => {
  async function collect<Page>(
    all: AsyncIterable<Page>,
    read: (page: Page) => readonly string[] | undefined,
  ) {
    const boxes: string[] = [];
    for await (const page of all) {
      boxes.push(...(read(page) ?? []));
    }
    return { boxes, requests: pages.splice(0) };
  }
  const readBoxes = ({ page }: { page?: { boxes: string[] | undefined } | undefined }) => page?.boxes;

  test.each([{}, { pageSize: 4 }])("are those of the official client, with %j", async (options) => {
    const ofLight = await collect(light.paginateListBoxes(lightClient, {}, options), readBoxes);
    const ofOfficial = await collect(
      official.paginateListBoxes({ client: officialClient, ...options }, {}),
      readBoxes,
    );
    expect(ofLight).toEqual(ofOfficial);
    expect(ofLight.boxes).toEqual(names);
    expect(ofLight.requests[0]?.limit).toBe(options.pageSize);
  });

  test("have the size and the start of the input", async () => {
    const { boxes, requests } = await collect(
      light.paginateListBoxes(lightClient, { next: "1", limit: 3 }, { pageSize: 1 }),
      readBoxes,
    );
    expect(boxes).toEqual(["b", "c", "d", "e"]);
    expect(requests).toEqual([
      { next: "1", limit: 3 },
      { next: "4", limit: 3 },
    ]);
  });
});
