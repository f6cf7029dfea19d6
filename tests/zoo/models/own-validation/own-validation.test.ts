import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DepotClient, GetCommand, PutCommand } from "@acme/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDepotHandler, type DepotService, Missing } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

let failure: Error;
const service: DepotService = {
  put: () => ({ ok: true }),
  get() {
    throw failure;
  },
};
const server = createServer(createNodeListener(createDepotHandler(service, { onError() {} })));
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

test("a broken constraint is the service's own error, with its reason and a list of fields", async () => {
  await expect(client.send(new PutCommand({ name: "ab", size: [1, 0] }))).rejects.toMatchObject({
    name: "ValidationException",
    reason: "fieldInvalid",
    message: expect.stringMatching(/^2 validation errors detected\./),
    fields: [
      { name: "name", message: expect.stringContaining("at '/name'") },
      { name: "size/1", message: expect.stringContaining("at '/size/1'") },
    ],
  });
});

test("a Message is the error's message on both sides", async () => {
  failure = new Missing({ Message: "Not here.", code: "box", status: 7 });
  expect(failure.message).toBe("Not here.");
  await expect(client.send(new GetCommand({}))).rejects.toMatchObject({
    name: "Missing",
    message: "Not here.",
    code: "box",
    status: 7,
  });
});

test("an unexpected error is the service's own, whose message is called Message", async () => {
  failure = new Error("secret");
  await expect(client.send(new GetCommand({}))).rejects.toMatchObject({
    name: "Broken",
    message: "The service met an unexpected error.",
  });
});
