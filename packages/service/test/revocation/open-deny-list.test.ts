import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, expect, test } from "vitest";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { type FileDenyList, openDenyList } from "../../src/revocation/open-deny-list.ts";

const folder = useTempFolder("eks-auth-deny");
let events: LogEvent[] = [];
let list: FileDenyList | undefined;

afterEach(() => {
  list?.close();
  list = undefined;
  events = [];
});

async function open(): Promise<FileDenyList> {
  const onLogEvent = (event: LogEvent) => events.push(event);
  list = await openDenyList(folder.resolve("deny.yaml"), { allowGroupWrite: false }, onLogEvent);
  return list;
}

test("a missing or invalid file at the start is an error", async () => {
  await expect(open()).rejects.toMatchObject({ code: "file_unusable" });
  await folder.write("deny.yaml", "denied: 1");
  await expect(open()).rejects.toMatchObject({ code: "file_unusable" });
});

test("a change is in force within 2 s, and is logged", async () => {
  const path = await folder.write("deny.yaml", "denied: []");
  const opened = await open();
  expect(opened.current.entries).toEqual([]);
  await folder.write("deny.yaml", "denied: [{ podUid: uid-0 }]");
  await expect.poll(() => opened.current.entries, { timeout: 2_000 }).toEqual([{ podUid: "uid-0" }]);
  const message = `The deny list was read: ${path} has 1 entries.`;
  expect(events).toEqual([{ level: "info", code: "deny_list_reloaded", message }]);
});

test("an unusable or missing file leaves the last valid list in force, and is logged", async () => {
  await folder.write("deny.yaml", "denied: [{ podUid: uid-0 }]");
  const { reload } = await open();
  await folder.write("deny.yaml", "denied: [{ podUid: 7 }]");
  await reload();
  await folder.delete("deny.yaml");
  await reload();
  expect(list?.current.entries).toEqual([{ podUid: "uid-0" }]);
  expect(events).toEqual(
    ["deny.yaml:1: denied[0].podUid is the number 7;", "deny.yaml: the file can't be read (ENOENT)"].map(
      (problem) => ({
        level: "error",
        code: "deny_list_rejected",
        message: expect.stringContaining(`The old deny list stays in force: ${folder.path}/${problem}`),
      }),
    ),
  );
});

test("a change while it is being closed has no effect", async () => {
  await folder.write("deny.yaml", "denied: []");
  const opened = await open();
  await folder.write("deny.yaml", "denied: [{ podUid: uid-0 }]");
  const reloaded = opened.reload();
  opened.close();
  await reloaded;
  expect(opened.current.entries).toEqual([]);
  expect(events).toEqual([]);
});
