import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  DepotClient,
  GetBoxCommand,
  GetBoxLidCommand,
  GetBoxTagsCommand,
  GetCrateRimCommand,
  ListBoxVersionsCommand,
  ListCratesCommand,
  PutCrateCommand,
} from "@acme/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDepotHandler, type DepotService } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

const service: DepotService = {
  listCrates: () => ({ which: "listCrates" }),
  getCrate: ({ id }) => ({ which: "getCrate", value: id }),
  getSpecialCrate: () => ({ which: "getSpecialCrate" }),
  getCrateRim: ({ shelf, id }) => ({ which: "getCrateRim", value: `${shelf} ${id}` }),
  putCrate: ({ id }) => ({ which: "putCrate", value: id }),
  getBox: ({ key }) => ({ which: "getBox", value: key }),
  getBoxTags: ({ key }) => ({ which: "getBoxTags", value: key }),
  putBoxTags: ({ key }) => ({ which: "putBoxTags", value: key }),
  getBoxLid: ({ key }) => ({ which: "getBoxLid", value: key }),
  listBoxVersions: ({ key }) => ({ which: "listBoxVersions", value: key }),
};
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

test("the client's requests reach their operations", async () => {
  const outputs = [
    await client.send(new ListCratesCommand({})),
    await client.send(new GetCrateRimCommand({ shelf: "crates", id: "a/b c" })),
    await client.send(new PutCrateCommand({ id: "special" })),
    await client.send(new GetBoxCommand({ key: "a/b" })),
    await client.send(new GetBoxTagsCommand({ key: "a/b" })),
    await client.send(new GetBoxLidCommand({ key: "a/b" })),
    await client.send(new ListBoxVersionsCommand({ key: "a/versions" })),
  ];
  expect(outputs.map(({ $metadata, ...output }) => Object.values(output).join(" "))).toEqual([
    "listCrates",
    "getCrateRim crates a/b c",
    "putCrate special",
    "getBox a/b",
    "getBoxTags a/b",
    "getBoxLid a/b",
    "listBoxVersions a/versions",
  ]);
});

test.each([
  ["/crates", { which: "listCrates" }],
  ["/crates/", { which: "listCrates" }],
  ["/crates/a/", { which: "getCrate", value: "a" }],
  ["/crates/special/", { which: "getSpecialCrate" }],
  ["/crates/a/rim", { which: "getCrateRim", value: "crates a" }],
  ["/boxes/a/b/", { which: "getBox", value: "a/b" }],
  ["/boxes//a", { which: "getBox", value: "/a" }],
  ["/boxes/a?x=1&tags=yes", { which: "getBoxTags", value: "a" }],
  ["/boxes/a?kind=lids", { which: "getBox", value: "a" }],
  // Text comes before a greedy label, whatever follows.
  ["/boxes/a/rim", { which: "getBox", value: "a/rim" }],
])("GET %s", async (target, output) => {
  const response = await fetch(`${endpoint}${target}`);
  expect([response.status, await response.json()]).toEqual([200, output]);
});

test.each([
  ["GET", "/boxes/", 404, null],
  ["GET", "/crates//", 404, null],
  ["DELETE", "/crates/special", 405, "GET, PUT"],
  ["PUT", "/boxes/a", 405, "GET"],
  ["DELETE", "/boxes/a/versions?tags", 405, "GET, PUT"],
])("%s %s is a %i", async (method, target, status, allow) => {
  const response = await fetch(`${endpoint}${target}`, { method });
  const allowed = response.headers.get("allow")?.split(", ").sort().join(", ") ?? null;
  expect([response.status, allowed]).toEqual([status, allow]);
});
