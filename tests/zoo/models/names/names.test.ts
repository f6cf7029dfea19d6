import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  DepotClient,
  HeadCallCommand,
  Late as LateOfClient,
  ListCallsCommand,
  MoveCommand,
  ThenCommand,
} from "@acme/client";
import { errors, findErrorName } from "@acme/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { _Error, createDepotHandler, type DepotService, Late, ProtocolError } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

let failure: Error;
const service: DepotService = {
  move: ({ input, output, default: late, body, headers }) => ({
    input,
    output,
    body,
    headers: late,
    name: headers === "x" ? "LATE" : "NONE",
  }),
  listCalls: () => ({
    calls: [{ id: "a" }],
    failures: [{ reason: { message: "Rain.", by: 3 } }],
    date: { zone: "now" },
  }),
  headCall: () => ({ length: 12n, type: "audio/wav" }),
  then_() {
    throw failure;
  },
};
const server = createServer(createNodeListener(createDepotHandler(service)));
let client: DepotClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = new DepotClient({ endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 });
});
afterAll(() => {
  client.destroy();
  server.close();
});

test("members with names of variables and of __proto__ reach the other side", async () => {
  const late = { a: "1", proto: "2", hyphen: "3" };
  const { $metadata, ...output } = await client.send(
    new MoveCommand({ body: "b", headers: "x", input: { a: "4" }, output: { path: "5" }, default: late }),
  );
  expect(output).toEqual({
    body: "b",
    name: "LATE",
    input: { a: "4" },
    output: { path: "5" },
    headers: late,
  });
});

test("an error that is data too", async () => {
  const { $metadata, ...output } = await client.send(new ListCallsCommand({}));
  expect(output).toMatchObject({
    calls: [{ id: "a" }],
    failures: [{ reason: { message: "Rain.", by: 3 } }],
    date: { zone: "now" },
  });
});

test("a modelled content-length is sent once, and only to HEAD", async () => {
  const { $metadata, ...output } = await client.send(new HeadCallCommand({ name: "a" }));
  expect(output).toEqual({ length: 12, type: "audio/wav" });
});

test("errors with the names of the runtime and of JavaScript have their own class", async () => {
  failure = new ProtocolError({ message: "No.", device: "fax" });
  await expect(client.send(new ThenCommand({}))).rejects.toMatchObject({
    name: "ProtocolError",
    device: "fax",
  });
  failure = new Late({ message: "Rain.", by: 3 });
  await expect(client.send(new ThenCommand({}))).rejects.toBeInstanceOf(LateOfClient);
  failure = new _Error({ message: "Broken." });
  await expect(client.send(new ThenCommand({}))).rejects.toMatchObject({ name: "Error", message: "Broken." });
  expect([errors.Error.status, findErrorName(409)]).toEqual([500, "Late"]);
});
