import { chmod, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, describe, expect, test } from "vitest";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";
import { startWriter } from "./start-writer.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const before =
  "# ours\nassociations:\n  - {namespace: a, serviceAccount: b, roleArn: arn:aws:iam::111122223333:role/c}\n";

const folder = useTempFolder("durability");

beforeEach(() => chmod(folder.path, 0o755));

async function namespacesIn(path: string): Promise<Set<string>> {
  const { associations } = await loadAssociationFile(path, cluster);
  return new Set(associations.map(({ namespace }) => namespace));
}

/** The number of associations. Writing them takes a minute. */
const total = 1_000;

test(`${total} acknowledged associations survive kill -9 at random moments`, async () => {
  let count = 0;
  async function writeAndKill(file: string): Promise<void> {
    const path = folder.resolve(file);
    const acknowledged: string[] = [];
    for (let life = 0; acknowledged.length < 80 && count < total; life++) {
      const writer = startWriter({ path, prefix: `life-${life}`, count: 1000 });
      while (writer.acknowledged.length === 0) {
        await setTimeout(1);
      }
      await setTimeout(Math.random() * 500);
      writer.child.kill("SIGKILL");
      expect(await writer.end()).toBe("");
      acknowledged.push(...writer.acknowledged);
      count += writer.acknowledged.length;
      const namespaces = await namespacesIn(path);
      expect(acknowledged.filter((namespace) => !namespaces.has(namespace))).toEqual([]);
    }
  }
  for (let file = 0; count < total; file += 3) {
    await Promise.all([0, 1, 2].map((lane) => writeAndKill(`killed-${file + lane}.yaml`)));
  }
  const otherFiles = (await folder.list()).filter(
    (name) => !/^killed-\d+\.yaml(\.lock|\.changes)?$/.test(name),
  );
  expect(otherFiles).toEqual([]);
}, 300_000);

test("two processes at once lose no association", async () => {
  const path = await folder.write("shared.yaml", before);
  const writers = ["one", "other"].map((prefix) => startWriter({ path, prefix, count: 40 }));
  expect(await Promise.all(writers.map((writer) => writer.end()))).toEqual(["", ""]);
  const namespaces = await namespacesIn(path);
  expect(namespaces.size).toBe(81);
  expect((await folder.list()).filter((name) => name.startsWith("shared"))).toEqual([
    "shared.yaml",
    "shared.yaml.changes",
  ]);
});

describe("a file that cannot be written is unchanged:", () => {
  test("the file would be too large", async () => {
    const path = await folder.write("full.yaml", before);
    const writer = startWriter({ path, prefix: "n", count: 1, before: "ulimit -f 0" });
    expect(await writer.end()).toBe(
      `AssociationChangeError: ${path} can't be written (EFBIG: the file would be larger than this process can write). It is unchanged. Check that its folder exists, that this process can write to it and that the disk has space.\n`,
    );
    expect(writer.acknowledged).toEqual([]);
    expect(await readFile(path, "utf8")).toBe(before);
    expect((await folder.list()).filter((name) => name.startsWith("full"))).toEqual(["full.yaml"]);
  });

  test("a folder that is read-only", async () => {
    const readOnly = await mkdtemp(folder.resolve("read-only-"));
    const path = join(readOnly, "associations.yaml");
    await writeFile(path, before);
    await chmod(readOnly, 0o555);
    // Root can write there nevertheless.
    const environment: Record<string, string> = process.getuid?.() === 0 ? { WRITER_UID: "65534" } : {};
    const writer = startWriter({ path, prefix: "n", count: 1, environment });
    expect(await writer.end()).toBe(
      `AssociationChangeError: ${path} can't be written (EACCES: no permission). It is unchanged. Check that its folder exists, that this process can write to it and that the disk has space.\n`,
    );
    expect(await readFile(path, "utf8")).toBe(before);
    await chmod(readOnly, 0o755);
  });

  test("a folder that does not exist", async () => {
    const path = folder.resolve("absent", "associations.yaml");
    const writer = startWriter({ path, prefix: "n", count: 1 });
    expect(await writer.end()).toContain("can't be written (ENOENT: its folder does not exist)");
  });
});

test("the mode of a new file follows the umask", async () => {
  const path = folder.resolve("new.yaml");
  await startWriter({ path, prefix: "n", count: 1, before: "umask 027" }).end();
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});
