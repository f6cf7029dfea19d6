import { expect, test } from "vitest";
import type { CallOptions } from "../../src/client/options.ts";
import { type PaginationOptions, paginate } from "../../src/pagination/paginate.ts";

interface Input {
  readonly token?: string | undefined;
  readonly filter: string;
}

interface Output {
  readonly items: readonly number[];
  readonly next?: string | undefined;
}

/** A service with pages by token; the first one has none. */
function createService(pages: Readonly<Record<string, Output>>) {
  const inputs: Input[] = [];
  const optionsOfCalls: CallOptions[] = [];
  return {
    inputs,
    optionsOfCalls,
    async call(input: Input, options: CallOptions): Promise<Output> {
      inputs.push(input);
      optionsOfCalls.push(options);
      const page = pages[input.token ?? ""];
      if (page === undefined) {
        throw new Error(`There is no page ${input.token}.`);
      }
      return page;
    },
  };
}

const three = {
  "": { items: [1], next: "b" },
  b: { items: [2], next: "c" },
  c: { items: [3] },
};

function read(service: ReturnType<typeof createService>, input: Input, options: PaginationOptions = {}) {
  return paginate(input, "token", options, service.call, ({ next }) => next);
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

test("reads the pages one after the other, with the other members of the input", async () => {
  const service = createService(three);
  const outputs = await collect(read(service, { filter: "f" }));
  expect(outputs.flatMap(({ items }) => items)).toEqual([1, 2, 3]);
  expect(service.inputs.map(({ token }) => token)).toEqual([undefined, "b", "c"]);
  expect(service.inputs.map(({ filter }) => filter)).toEqual(["f", "f", "f"]);
});

test("starts with the page of the input's token", async () => {
  const service = createService(three);
  const outputs = await collect(read(service, { filter: "f", token: "b" }));
  expect(outputs.flatMap(({ items }) => items)).toEqual([2, 3]);
});

test("calls the operation only when the caller asks for the next page", async () => {
  const service = createService(three);
  const pages = read(service, { filter: "f" });
  expect(service.inputs).toHaveLength(0);
  await pages.next();
  expect(service.inputs).toHaveLength(1);
  for await (const { items } of pages) {
    expect(items).toEqual([2]);
    break;
  }
  expect(service.inputs).toHaveLength(2);
  expect(await pages.next()).toEqual({ done: true, value: undefined });
});

test("gives each call the options, with the signal", async () => {
  const service = createService(three);
  const { signal } = new AbortController();
  await collect(read(service, { filter: "f" }, { signal, headers: { a: "b" } }));
  expect(service.optionsOfCalls.map((options) => options.signal)).toEqual([signal, signal, signal]);
  expect(service.optionsOfCalls[2]?.headers).toEqual({ a: "b" });
});

test.each([undefined, null, ""])("ends after an output with the token %j", async (next) => {
  const service = createService({ "": { items: [1], next: next as undefined } });
  expect(await collect(read(service, { filter: "f" }))).toHaveLength(1);
});

const loop = { "": { items: [1], next: "a" }, a: { items: [2], next: "a" } };

test("ends at a token that is returned again only with stopOnSameToken", async () => {
  const service = createService(loop);
  const outputs = await collect(read(service, { filter: "f" }, { stopOnSameToken: true }));
  expect(outputs.flatMap(({ items }) => items)).toEqual([1, 2]);
  const endless = read(createService(loop), { filter: "f" });
  const items: number[] = [];
  for await (const output of endless) {
    items.push(...output.items);
    if (items.length === 5) {
      break;
    }
  }
  expect(items).toEqual([1, 2, 2, 2, 2]);
});

test("throws the error of a call, and then ends", async () => {
  const service = createService({ "": { items: [1], next: "lost" } });
  const pages = read(service, { filter: "f" });
  await pages.next();
  await expect(pages.next()).rejects.toThrow("There is no page lost.");
  expect((await pages.next()).done).toBe(true);
});
