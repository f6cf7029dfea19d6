import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  Conflict as ClientConflict,
  GetFirmwareCommand,
  GetShadowCommand,
  PutFirmwareCommand,
  PutShadowCommand,
  TagThingCommand,
  ThingRegistryClient,
} from "@acme/client";
import {
  Conflict,
  createThingRegistryHandler,
  type DocumentValue,
  NoSuchThing,
  type ThingRegistryService,
} from "@acme/server";
import { createNodeListener } from "@acme/server/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

// The limit only ends a test that hangs, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 });

interface Firmware {
  readonly image?: Uint8Array;
  readonly labels?: Record<string, string>;
  readonly signedAt?: Date;
}

const shadows = new Map<string, { revision: number; state: DocumentValue }>();
const firmware = new Map<string, Firmware>();

const service: ThingRegistryService = {
  async putShadow({ thingId, revision, state }) {
    const current = shadows.get(thingId)?.revision ?? 0;
    if (revision !== undefined && revision !== current) {
      throw new Conflict({ message: "The shadow has changed.", revision: current });
    }
    shadows.set(thingId, { revision: current + 1, state });
    return { revision: current + 1 };
  },
  async getShadow({ thingId }) {
    const shadow = shadows.get(thingId);
    if (shadow === undefined) {
      throw new NoSuchThing({ message: `Thing ${thingId} does not exist.` });
    }
    return shadow;
  },
  async putFirmware({ thingId, path, image, labels, signedAt }) {
    firmware.set(`${thingId}/${path}`, {
      ...(image && { image }),
      ...(labels && { labels }),
      ...(signedAt && { signedAt }),
    });
    return { status: 202, bytes: BigInt(image?.length ?? 0) };
  },
  async getFirmware({ thingId, path }) {
    const { image, labels } = firmware.get(`${thingId}/${path}`) ?? {};
    return { ...(image && { image }), ...(labels && { labels }) };
  },
  async tagThing({ tags, seal }) {
    return { tags, ...(seal && { seal }) };
  },
};

const server = createServer(createNodeListener(createThingRegistryHandler(service)));
// A client can send a request on an idle connection at the moment at which the server's timeout closes it.
server.keepAliveTimeout = 0;
let client: ThingRegistryClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new ThingRegistryClient({ endpoint });
});
afterAll(() => {
  client.destroy();
  server.close();
});

test("returns documents, with a revision in a header", async () => {
  const state = { on: true, levels: [1, 2.5, null], name: "lamp" };
  expect(await client.send(new PutShadowCommand({ thingId: "lamp-1", state }))).toMatchObject({
    revision: 1,
  });
  expect(await client.send(new GetShadowCommand({ thingId: "lamp-1" }))).toMatchObject({
    revision: 1,
    state,
  });
  const outdated = client.send(new PutShadowCommand({ thingId: "lamp-1", revision: 7, state }));
  await expect(outdated).rejects.toBeInstanceOf(ClientConflict);
  await expect(outdated).rejects.toMatchObject({ revision: 1 });
});

test("returns a blob and headers with a prefix, for a greedy label", async () => {
  const image = Uint8Array.of(0, 255, 7);
  const signedAt = new Date("2026-01-02T03:04:05Z");
  const key = { thingId: "lamp-1", path: "boot/a.bin" };
  const put = await client.send(
    new PutFirmwareCommand({ ...key, image, signedAt, labels: { stage: "beta" } }),
  );
  expect(put).toMatchObject({ status: 202, bytes: 3 });
  expect(firmware.get("lamp-1/boot/a.bin")?.signedAt).toEqual(signedAt);
  const got = await client.send(new GetFirmwareCommand(key));
  expect(new Uint8Array(got.image ?? [])).toEqual(image);
  expect(got.labels).toEqual({ stage: "beta" });
});

test("checks a pattern with the linear engine", async () => {
  const seal = Uint8Array.of(1, 2);
  const tagged = await client.send(new TagThingCommand({ thingId: "lamp-1", tags: ["a.b", "c"], seal }));
  expect(tagged).toMatchObject({ tags: ["a.b", "c"], seal });
  // A backtracking engine would need too long.
  const slow = [`${"a".repeat(5_000)}!`];
  await expect(client.send(new TagThingCommand({ thingId: "lamp-1", tags: slow }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 400 },
  });
});
