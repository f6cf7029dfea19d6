import { setTimeout } from "node:timers/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";
import { startWriter } from "./start-writer.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const folder = useTempFolder("editor-durability");
const program = "editor-writer.ts";

/** Reads the role of each namespace. */
async function rolesIn(path: string): Promise<Map<string, string>> {
  const { associations } = await loadAssociationFile(path, cluster);
  return new Map(associations.map(({ namespace, role }) => [namespace, role.name]));
}

/** Checks that a file has what acknowledged changes have led to. The next change may be in it, too. */
async function expectAcknowledged(path: string, changes: readonly string[]): Promise<void> {
  const roles = await rolesIn(path);
  const last = changes.at(-1)?.split(" ")[1];
  const expected = new Map<string, string | undefined>();
  for (const change of changes) {
    const [kind = "", namespace = ""] = change.split(" ");
    expected.set(namespace, kind === "deleted" ? undefined : kind === "updated" ? "new" : "old");
  }
  for (const [namespace, role] of expected) {
    if (namespace !== last) {
      expect([namespace, roles.get(namespace)]).toEqual([namespace, role]);
    }
  }
}

test("acknowledged changes survive kill -9, and repeated requests have no effect", async () => {
  const path = await folder.write("killed.yaml", "# ours\nassociations: []\n");
  for (let life = 0; life < 15; life++) {
    // A new prefix every third life. The lives in between repeat the requests of the killed process.
    const prefix = `life-${Math.floor(life / 3)}`;
    const writer = startWriter({ path, prefix, count: 1000, program });
    while (writer.acknowledged.length === 0) {
      await setTimeout(1);
    }
    await setTimeout(Math.random() * 800);
    writer.child.kill("SIGKILL");
    expect(await writer.end()).toBe("");
    await expectAcknowledged(path, writer.acknowledged);
  }
  const others = (await folder.list()).filter((name) => !/^killed\.yaml(\.lock|\.changes)?$/.test(name));
  expect(others).toEqual([]);
}, 300_000);

test("two processes with editors and one command at once lose no change", async () => {
  const path = await folder.write("shared.yaml", "associations: []\n");
  const writers = [
    startWriter({ path, prefix: "one", count: 20, program }),
    startWriter({ path, prefix: "other", count: 20, program }),
    startWriter({ path, prefix: "command", count: 20 }),
  ];
  expect(await Promise.all(writers.map((writer) => writer.end()))).toEqual(["", "", ""]);
  const roles = await rolesIn(path);
  // Six of twenty are deleted again.
  expect(roles.size).toBe(14 + 14 + 20);
  expect(roles.get("one-0")).toBe("new");
}, 300_000);
