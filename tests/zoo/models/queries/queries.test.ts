import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DepotClient, SearchAllCommand, SearchCommand } from "@acme/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDepotHandler, type DepotService } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

const service: DepotService = { search: (input) => input, searchAll: (input) => input };
const server = createServer(createNodeListener(createDepotHandler(service)));
let client: DepotClient;
let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new DepotClient({ endpoint, maxAttempts: 1 });
});
afterAll(() => {
  client.destroy();
  server.close();
});

test("the client sends the member instead of the map's value, and the map gets all parameters", async () => {
  const { $metadata, ...output } = await client.send(
    new SearchCommand({ text: "a+b c", limit: 1, all: { q: "not sent", other: "+" } }),
  );
  expect(output).toEqual({ text: "a+b c", limit: 1, all: { q: "a+b c", n: "1", other: "+" } });
});

test("a map of lists gets all values", async () => {
  const { $metadata, ...output } = await client.send(
    new SearchAllCommand({ text: "a", all: { other: ["b", "c"] } }),
  );
  expect(output).toEqual({ text: "a", all: { q: ["a"], other: ["b", "c"] } });
});

test.each([
  ["/search?q=a&q=b&n=1&n=x", { text: "a", limit: 1, all: { q: "a", n: "1" } }],
  ["/search-all?q=a+b&q=%2B", { text: "a b", all: { q: ["a b", "+"] } }],
])("GET %s", async (target, output) => {
  expect(await (await fetch(`${endpoint}${target}`)).json()).toEqual(output);
});
