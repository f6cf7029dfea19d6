import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import type { Association } from "../../../src/associations/association.ts";
import { AssociationIndex } from "../../../src/associations/association-index.ts";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";

const cluster = { name: "edge", region: "eu-west-1", accountId: "111122223333" };
const text = await readFile(new URL("../../../../../docs/associations.md", import.meta.url), "utf8");

const folder = useTempFolder("documentation");

test("the documented file is valid", async () => {
  const yaml = /```yaml\n(.*?)```/s.exec(text)?.[1] ?? "";
  const path = await folder.write("associations.yaml", yaml);
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
    // Each of them matches if it is the only one.
    for (const association of index.associations) {
      const only = new AssociationIndex([association]);
      expect((await only.find(...parts(name)))?.id).toBe(association.id);
    }
  });
});

test("the documented code works", async () => {
  const source = /```ts\n(.*?)```/s.exec(text)?.[1] ?? "";
  const path = await folder.write("code.yaml", "associations: []\n");
  const entry = new URL("../../../src/index.ts", import.meta.url).href;
  const script = await folder.write(
    "code.ts",
    source.replaceAll('"associations.yaml"', JSON.stringify(path)).replace("@eks-auth/service", entry),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(stdout).toBe("till\n");
});
