import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";
import { startWriter } from "./start-writer.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const before =
  "# ours\nassociations:\n  - {namespace: a, serviceAccount: b, roleArn: arn:aws:iam::111122223333:role/c}\n";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "durability-"));
  await chmod(directory, 0o755);
});
afterAll(() => rm(directory, { recursive: true }));

async function namespacesIn(path: string): Promise<Set<string>> {
  const { associations } = await loadAssociationFile(path, cluster);
  return new Set(associations.map(({ namespace }) => namespace));
}

/** How many to write: `npm run test:durability` writes a thousand, which takes a minute. */
const total = Number(process.env.EKS_AUTH_DURABLE_WRITES ?? 20);

test(`${total} associations that were acknowledged survive kill -9 at random moments`, async () => {
  let count = 0;
  async function writeAndKill(file: string): Promise<void> {
    const path = join(directory, file);
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
  const litter = (await readdir(directory)).filter((name) => !/^killed-\d+\.yaml(\.lock)?$/.test(name));
  expect(litter).toEqual([]);
}, 300_000);

test("what two processes add at once is all there", async () => {
  const path = join(directory, "shared.yaml");
  await writeFile(path, before);
  const writers = ["one", "other"].map((prefix) => startWriter({ path, prefix, count: 40 }));
  expect(await Promise.all(writers.map((writer) => writer.end()))).toEqual(["", ""]);
  const namespaces = await namespacesIn(path);
  expect(namespaces.size).toBe(81);
  expect((await readdir(directory)).filter((name) => name.startsWith("shared"))).toEqual(["shared.yaml"]);
});

describe("a file that can't be written stays whole:", () => {
  test("no room for it", async () => {
    const path = join(directory, "full.yaml");
    await writeFile(path, before);
    const writer = startWriter({ path, prefix: "n", count: 1, before: "ulimit -f 0" });
    expect(await writer.end()).toBe(
      `AssociationChangeError: ${path} can't be written (EFBIG: the file would be larger than this process may write). It is as it was. Check that its folder is there, that this process may write to it and that the disk has room.\n`,
    );
    expect(writer.acknowledged).toEqual([]);
    expect(await readFile(path, "utf8")).toBe(before);
    expect((await readdir(directory)).filter((name) => name.startsWith("full"))).toEqual(["full.yaml"]);
  });

  test("a folder that is read-only", async () => {
    const folder = await mkdtemp(join(directory, "read-only-"));
    const path = join(folder, "associations.yaml");
    await writeFile(path, before);
    await chmod(folder, 0o555);
    // Whoever is root may write there all the same.
    const environment: Record<string, string> = process.getuid?.() === 0 ? { WRITER_UID: "65534" } : {};
    const writer = startWriter({ path, prefix: "n", count: 1, environment });
    expect(await writer.end()).toBe(
      `AssociationChangeError: ${path} can't be written (EACCES: no permission). It is as it was. Check that its folder is there, that this process may write to it and that the disk has room.\n`,
    );
    expect(await readFile(path, "utf8")).toBe(before);
    await chmod(folder, 0o755);
  });

  test("a folder that isn't there", async () => {
    const path = join(directory, "absent", "associations.yaml");
    const writer = startWriter({ path, prefix: "n", count: 1 });
    expect(await writer.end()).toContain("can't be written (ENOENT: its folder isn't there)");
  });
});

test("a file that a process makes may be read by others, as its umask allows", async () => {
  const path = join(directory, "new.yaml");
  await startWriter({ path, prefix: "n", count: 1, before: "umask 027" }).end();
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});
