import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  PayloadsClient,
  PutBlobCommand,
  PutDocumentCommand,
  PutEnumCommand,
  PutStreamCommand,
  PutStructureCommand,
  PutTextCommand,
  PutUnionCommand,
  type PutUnionInput,
  StampCommand,
} from "@acme/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPayloadsHandler, type PayloadsService } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

let seen: unknown;
function echo<T>(input: T): T {
  seen = input;
  return input;
}
const service: PayloadsService = {
  putUnion: echo,
  putDocument: echo,
  putEnum: echo,
  putStructure: echo,
  putStream: echo,
  stamp: echo,
  putBlob: ({ value }) => ({ value, code: 202 }),
  putText: ({ value, ...rest }) => {
    seen = rest;
    return { value, rest: { "x-own": "1" } };
  },
};
const server = createServer(createNodeListener(createPayloadsHandler(service)));
let client: PayloadsClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = new PayloadsClient({ endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 });
});
afterAll(() => {
  client.destroy();
  server.close();
});

const time = new Date("2024-10-31T14:15:14Z");

test.each<PutUnionInput>([
  { value: { circle: 1.5 } },
  { value: { other: { other: { square: { side: 2 } } } }, header: ["l,eft", 'ri"ght'] },
])("a union: %j", async (input) => {
  expect(await client.send(new PutUnionCommand(input))).toMatchObject(input);
});

test("an absent union, for which the client sends an empty object", async () => {
  await client.send(new PutUnionCommand({ header: ["l,eft"] }));
  expect(seen).toEqual({ header: ["l,eft"] });
});

test.each([[{ a: [1, null, "x"] }], ["text"], [[1]], [0], [false]])("a document: %j", async (value) => {
  expect((await client.send(new PutDocumentCommand({ value }))).value).toEqual(value);
});

test("an enum, a blob, a structure with headers", async () => {
  const side = 'ri"ght';
  expect((await client.send(new PutEnumCommand({ value: side }))).value).toBe(side);
  const { value, code } = await client.send(new PutBlobCommand({ value: Uint8Array.of(1, 2) }));
  expect([[...(value ?? [])], code]).toEqual([[1, 2], 202]);
  const input = { value: { side: 1 }, meta: { a: "1", "b-c": "x" } };
  expect(await client.send(new PutStructureCommand(input))).toMatchObject(input);
});

test("a stream with lists of dates in a header", async () => {
  const times = [time, new Date("2024-11-01T00:00:00Z")];
  const output = await client.send(new PutStreamCommand({ value: Buffer.from("abc"), time, times }));
  expect(output).toMatchObject({ time, times });
  expect(await output.value?.transformToString()).toBe("abc");
});

test("text with parameters of any name, one of which is modelled too", async () => {
  const output = await client.send(
    new PutTextCommand({ value: "abcd", rest: { a: ["1", "2"], when: ["x"] }, when: time }),
  );
  expect(output).toMatchObject({ value: "abcd", rest: { "x-own": "1" } });
  expect(seen).toEqual({ rest: { a: ["1", "2"], when: ["2024-10-31T14:15:14Z"] }, when: time });
});

test("labels and parameters of each type", async () => {
  const text = { flag: true, side: "l,eft", level: 1, floats: [1.5, Number.NaN], big: 12345678901234567890n };
  await client.send(new StampCommand({ ...text, time, amount: 1.25 } as never));
  expect(seen).toEqual({ ...text, time, amount: "1.25" });
});
