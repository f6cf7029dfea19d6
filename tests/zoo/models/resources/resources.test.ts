import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CityClient,
  CountStreetsCommand,
  CreateStreetCommand,
  DeleteHouseCommand,
  GetRoomCommand,
  GetStreetCommand,
  PaintCommand,
  PingCommand,
  PutHouseCommand,
  paginateListStreets,
} from "@acme/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CityService, createCityHandler, NoSuch, Overload } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

const calls: unknown[] = [];
const service: CityService = {
  ping: () => {},
  countStreets: () => ({ count: 3n, extra: { size: "BIG", tags: { a: "SMALL" } } }),
  createStreet(input) {
    calls.push(input);
    return { streetId: "ab" };
  },
  getStreet({ streetId }) {
    if (streetId === "busy") {
      throw new Overload({ after: 3 });
    }
    throw new NoSuch({ streetId });
  },
  listStreets: ({ nextToken }) =>
    nextToken === undefined
      ? { streets: [{ streetId: "a" }], nextToken: "b" }
      : { streets: [{ streetId: nextToken }] },
  putHouse: (input) => input,
  getHouse: (input) => input,
  deleteHouse(input) {
    calls.push(input);
  },
  getRoom: ({ roomName }) => ({ roomName }),
  paint(input) {
    calls.push(input);
    return {};
  },
};
const server = createServer(createNodeListener(createCityHandler(service)));
let client: CityClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = new CityClient({ endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 });
});
afterAll(() => {
  client.destroy();
  server.close();
});

test("operations of nested resources", async () => {
  await client.send(new PingCommand({}));
  const house = { streetId: "ab", number: "1/2" };
  expect(await client.send(new PutHouseCommand({ ...house, door: "red" }))).toMatchObject(house);
  await client.send(new PaintCommand({ ...house, colors: ["a", "b c"] }));
  await client.send(new DeleteHouseCommand(house));
  expect(calls.splice(0)).toEqual([{ ...house, colors: ["a", "b c"] }, house]);
  const room = await client.send(new GetRoomCommand({ ...house, roomName: "a/b" }));
  expect(room.roomName).toBe("a/b");
  const pages: unknown[] = [];
  for await (const { streets } of paginateListStreets({ client }, {})) {
    pages.push(streets);
  }
  expect(pages).toEqual([[{ streetId: "a" }], [{ streetId: "b" }]]);
});

test("shapes of the same name in two namespaces have their own constraints", async () => {
  const { count, extra } = await client.send(new CountStreetsCommand({}));
  expect({ count, extra }).toEqual({ count: 3, extra: { size: "BIG", tags: { a: "SMALL" } } });
  const street = { label: "x", kind: "the road", tags: { a: "BIG" } } as const;
  await client.send(new CreateStreetCommand(street));
  expect(calls.splice(0)).toEqual([street]);
  const create = (bad: object) => client.send(new CreateStreetCommand({ ...street, ...bad }));
  await expect(create({ label: "longer" })).rejects.toThrow("less than or equal to 5");
  await expect(create({ kind: "BIG" })).rejects.toThrow("[LANE, the road]");
  await expect(create({ tags: { a: "LANE" } })).rejects.toThrow("[SMALL, BIG]");
});

test("errors and constraints that mixins and apply statements add", async () => {
  const get = (streetId: string) => client.send(new GetStreetCommand({ streetId }));
  await expect(get("none")).rejects.toMatchObject({ name: "NoSuch", streetId: "none" });
  await expect(get("busy")).rejects.toMatchObject({ name: "Overload", after: 3 });
  await expect(get("AB")).rejects.toThrow("^[a-z]+$");
  await expect(get("muchtoolong")).rejects.toThrow("between 1 and 8");
});
