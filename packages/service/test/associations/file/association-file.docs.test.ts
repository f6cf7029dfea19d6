import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Association } from "../../../src/associations/association.ts";
import { AssociationIndex } from "../../../src/associations/association-index.ts";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";

const cluster = { name: "edge", region: "eu-west-1", accountId: "111122223333" };
const text = await readFile(new URL("../../../../../docs/associations.md", import.meta.url), "utf8");

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "documentation-"));
});
afterAll(() => rm(directory, { recursive: true }));

test("the documented file can be used", async () => {
  const path = join(directory, "associations.yaml");
  await writeFile(path, /```yaml\n(.*?)```/s.exec(text)?.[1] ?? "");
  const file = await loadAssociationFile(path, cluster);
  expect(file.associations).toHaveLength(3);
  expect((await file.find("team-a", "web"))?.durationSeconds).toBe(900);
});

describe("the documented precedence holds:", () => {
  const rows = [...text.matchAll(/^\| `([^`]+)` +\| (`.*`) +\| `([^`]+)` +\|$/gm)].map(
    ([, serviceAccount = "", associations = "", expected = ""]) =>
      [serviceAccount, associations.split(", ").map((name) => name.replaceAll("`", "")), expected] as const,
  );

  test("there are examples", () => expect(rows.length).toBeGreaterThan(5));

  test.each(rows)("%s, of %j, has %s", async (name, associations, expected) => {
    const parts = (pair: string) => pair.split("/") as [string, string];
    const index = new AssociationIndex(
      associations.map((pair) => {
        const [namespace, serviceAccount] = parts(pair);
        return { namespace, serviceAccount, id: pair } as Association;
      }),
    );
    expect((await index.find(...parts(name)))?.id).toBe(expected);
    // Each of them matches by itself.
    for (const association of index.associations) {
      const alone = new AssociationIndex([association]);
      expect((await alone.find(...parts(name)))?.id).toBe(association.id);
    }
  });
});

test("the documented code works", async () => {
  const source = /```ts\n(.*?)```/s.exec(text)?.[1] ?? "";
  const path = join(directory, "code.yaml");
  await writeFile(path, "associations: []\n");
  const script = join(directory, "code.ts");
  const entry = new URL("../../../src/index.ts", import.meta.url).href;
  await writeFile(
    script,
    source.replaceAll('"associations.yaml"', JSON.stringify(path)).replace("@eks-auth/service", entry),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(stdout).toBe("till\n");
});
