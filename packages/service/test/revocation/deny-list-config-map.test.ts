import { ApiServer } from "@eks-auth/kubernetes";
import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { type ConfigMapDenyList, openDenyListConfigMap } from "../../src/revocation/deny-list-config-map.ts";

const path = "api/v1/configmaps";
const metadata = { namespace: "eks-auth", name: "eks-auth-deny-list" };
const source = "ConfigMap eks-auth/eks-auth-deny-list";

let fake: FakeApiServer;
let list: ConfigMapDenyList | undefined;
let events: LogEvent[];

beforeEach(async () => {
  events = [];
  fake = await FakeApiServer.start();
});
afterEach(async () => {
  list?.close();
  await fake[Symbol.asyncDispose]();
});

async function open(): Promise<ConfigMapDenyList> {
  const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "token" });
  list = openDenyListConfigMap(apiServer, { cluster: "edge", ...metadata }, (event) => events.push(event));
  return list;
}

function write(text: unknown): void {
  fake.set(path, { metadata, ...{ data: { "deny.yaml": text } } });
}

const deniedPod = { podUid: "uid-0" };

test("a change is in force, and only this ConfigMap is read", async () => {
  write("denied: []");
  const opened = await open();
  await opened.whenRead();
  expect(opened.require().entries).toEqual([]);
  await expect.poll(() => fake.watchCount).toBe(1);
  write("denied: [{ podUid: uid-0 }]");
  await expect.poll(() => opened.require().entries).toEqual([deniedPod]);
  expect(events.at(-1)).toEqual({
    level: "info",
    code: "deny_list_reloaded",
    message: `The deny list was read: ${source} has 1 entries.`,
  });
  const requested = "/api/v1/namespaces/eks-auth/configmaps?";
  expect(fake.requests.every((request) => request.includes(requested))).toBe(true);
  expect(fake.requests.every((request) => request.includes("metadata.name%3Deks-auth-deny-list"))).toBe(true);
});

test.each([
  ["deleted", () => fake.delete(path, metadata), `${source} was deleted`],
  ["not valid", () => write("denied: 1"), `${source}, deny.yaml:1: denied is the number 1`],
  ["without its key", () => fake.set(path, { metadata }), "has no text deny.yaml in its data"],
])("if the ConfigMap is %s, the last valid list stays in force", async (_name, change, message) => {
  write("denied: [{ podUid: uid-0 }]");
  const opened = await open();
  await opened.whenRead();
  change();
  await expect.poll(() => events.at(-1)?.code).toBe("deny_list_rejected");
  expect(events.at(-1)?.message).toContain("The old deny list stays in force: ");
  expect(events.at(-1)?.message).toContain(message);
  expect(opened.require().entries).toEqual([deniedPod]);
  write("denied: []");
  await expect.poll(() => opened.require().entries).toEqual([]);
});

test("a new ConfigMap without data denies nothing", async () => {
  fake.set(path, { metadata });
  const opened = await open();
  await opened.whenRead();
  expect(opened.require().entries).toEqual([]);
  fake.set(path, { metadata: { ...metadata, ...{ labels: { team: "platform" } } } });
  await expect
    .poll(() => events.map(({ code }) => code))
    .toEqual(["deny_list_reloaded", "deny_list_reloaded"]);
  write("denied: [{ podUid: uid-0 }]");
  await expect.poll(() => opened.require().entries).toEqual([deniedPod]);
});

test.each([
  ["does not exist", () => {}, "does not exist. Create it"],
  ["is not valid", () => write("denied: 1"), "denied is the number 1"],
  [
    "has another key",
    () => fake.set(path, { metadata, ...{ data: { "deny.yml": "" } } }),
    "has no text deny.yaml",
  ],
])("requests are refused while the ConfigMap %s, and not afterwards", async (_name, prepare, message) => {
  prepare();
  const opened = await open();
  await expect.poll(() => events.map(({ code }) => code)).toEqual(["deny_list_rejected"]);
  expect(opened.current).toBeUndefined();
  expect(() => opened.require()).toThrow(
    expect.objectContaining({ code: "revocation_unavailable", message: expect.stringContaining(message) }),
  );
  write("denied: []");
  await opened.whenRead();
  expect(opened.require().entries).toEqual([]);
});

test("requests are refused while the API server is away", async () => {
  fake.intercept = () => true;
  const opened = await open();
  expect(() => opened.require()).toThrow("it was not read yet");
});
