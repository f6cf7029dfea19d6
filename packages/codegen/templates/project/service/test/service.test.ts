import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { __LightClient__ } from "__scope__/client-light";
import { afterAll, beforeAll, expect, test } from "vitest";
import { create__Service__Server } from "../src/server.ts";

const server = create__Service__Server();
let client: __LightClient__;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  client = new __LightClient__({ endpoint: `http://127.0.0.1:${port}` });
});
afterAll(() => {
  client.close();
  server.close();
});

test("greets a person", async () => {
  const { message } = await client.getGreeting({ name: "Ann" });
  expect(message).toBe("Hello, Ann!");
});

test("rejects a name that is too long", async () => {
  const call = client.getGreeting({ name: "a".repeat(101) });
  await expect(call).rejects.toMatchObject({ name: "ValidationException" });
});
