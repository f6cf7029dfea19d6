import { rename, writeFile } from "node:fs/promises";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type AccessKeyFile,
  openAccessKeys,
  type WatchedAccessKeys,
} from "../../../src/callers/sigv4/access-keys.ts";
import type { LogEvent } from "../../../src/logging/log-event.ts";
import { pollFile } from "../../files/poll-file.ts";

stopClock();

const folder = useTempFolder("access-keys");
const [first, second, third] = [
  "EDGEEXAMPLE000000001",
  "EDGEEXAMPLE000000002",
  "EDGEEXAMPLE000000003",
] as const;
let events: LogEvent[];
let keys: WatchedAccessKeys;

const files: AccessKeyFile[] = ["a.json", "b.json"].map((name) => ({
  path: folder.resolve(name),
  caller: { method: "sigv4", name: `caller-${name.slice(0, 1)}`, clusters: "all" },
}));

async function write(name: string, accessKeyId: string, secret = accessKeyId): Promise<void> {
  const content = JSON.stringify({ accessKeyId, secretAccessKey: secret.padEnd(40, "x") });
  await writeFile(folder.resolve(`${name}.new`), content, { mode: 0o600 });
  await rename(folder.resolve(`${name}.new`), folder.resolve(name));
}

function open(): Promise<WatchedAccessKeys> {
  return openAccessKeys(files, { region: "eu-west-1", onLogEvent: (event) => events.push(event) });
}

/** The caller of each key; undefined for an unknown one. */
function callers(): (string | undefined)[] {
  return [first, second, third].map((id) => keys.find(id)?.caller.name);
}

function codes(): string[] {
  return events.map(({ code }) => code);
}

beforeEach(async () => {
  events = [];
  await write("a.json", first);
  await write("b.json", second);
  keys = await open();
});
afterEach(() => keys.close());

test("each key belongs to the caller of its file", () => {
  expect(callers()).toEqual(["caller-a", "caller-b", undefined]);
});

test("a change is in use without a reload, and other keys are the same objects", async () => {
  const unchanged = keys.find(second);
  await write("a.json", third);
  await pollFile(3, files.length);
  await expectSoon(callers).toEqual([undefined, "caller-b", "caller-a"]);
  expect(keys.find(second)).toBe(unchanged);
  expect(events).toEqual([
    {
      level: "info",
      code: "access_key_reloaded",
      message: `The access key ${third} of the caller caller-a was reloaded: ${folder.resolve("a.json")}.`,
    },
  ]);
});

test("a new secret of the same ID is in use", async () => {
  const before = keys.find(first);
  await write("a.json", first, "another");
  await keys.reload();
  expect(keys.find(first)).toBeDefined();
  expect(keys.find(first)).not.toBe(before);
});

test.for<[string, () => Promise<unknown>, string]>([
  ["unusable", () => folder.write("a.json", "canary"), "the file is not a map"],
  ["removed", () => folder.delete("a.json"), "a.json"],
])(
  "if a file is %s, its previous key stays in use, other changes too, and it is logged once",
  async ([, damage, problem]) => {
    await damage();
    await keys.reload();
    await write("b.json", third);
    await keys.reload();
    expect(callers()).toEqual(["caller-a", undefined, "caller-b"]);
    expect(codes()).toEqual(["access_key_rejected", "access_key_reloaded"]);
    expect(events[0]?.message).toContain("The previous access key stays in use: ");
    expect(events[0]?.message).toContain(problem);
    expect(events[0]?.message).not.toContain("canary");

    await write("a.json", first);
    await keys.reload();
    expect(codes().slice(2)).toEqual(["access_key_reloaded"]);
  },
);

test("two files cannot have the same access key ID", async () => {
  await write("b.json", first);
  await expect(open()).rejects.toMatchObject({
    code: "file_unusable",
    message: `${files[0]?.path} and ${files[1]?.path} have the same access key ID ${first}. Create a new key for one of them.`,
  });

  await keys.reload();
  expect(callers()).toEqual(["caller-a", "caller-b", undefined]);
  expect(codes()).toEqual(["access_key_rejected"]);
});

test("if two files are changed to the same ID, both keep their keys", async () => {
  await write("a.json", third);
  await write("b.json", third, "another");
  await keys.reload();
  expect(callers()).toEqual(["caller-a", "caller-b", undefined]);
  expect(codes()).toEqual(["access_key_rejected", "access_key_rejected"]);
});

test("a file that takes over the ID of another one is rejected until that one gives it up", async () => {
  await write("a.json", second, "another");
  await keys.reload();
  expect(callers()).toEqual(["caller-a", "caller-b", undefined]);
  await write("b.json", third);
  await keys.reload();
  expect(callers()).toEqual([undefined, "caller-a", "caller-b"]);
  expect(codes()).toEqual(["access_key_rejected", "access_key_reloaded", "access_key_reloaded"]);
});

test("after it is closed, the keys stay as they are", async () => {
  keys.close();
  await write("a.json", third);
  await keys.reload();
  expect(callers()).toEqual(["caller-a", "caller-b", undefined]);
  expect(events).toEqual([]);
});

test("a file that cannot be used at the start is an error", async () => {
  await folder.delete("b.json");
  await expect(open()).rejects.toMatchObject({
    code: "file_unusable",
    message: expect.stringContaining("b.json"),
  });
});
