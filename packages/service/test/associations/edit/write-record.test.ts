import { link, open, symlink } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { confirmAssociations } from "../../../src/associations/edit/confirm-associations.ts";
import { cluster, useAssociationFile } from "./use-association-file.ts";

const file = useAssociationFile();
const { folder, path } = file;
const record = `${path}.changes`;

beforeEach(async () => {
  await file.write("associations: []\n");
  await folder.write("other", "other content\n");
});

describe("a record that another user has put there is replaced", () => {
  test.each([
    ["a hard link", link],
    ["a symbolic link", symlink],
  ])("if it is %s, which leaves its target as it is", async (_name, create) => {
    await create(folder.resolve("other"), record);
    await confirmAssociations(path, cluster);
    expect(await folder.read("other")).toBe("other content\n");
    expect(await folder.read("associations.yaml.changes")).toMatch(/^\*\n[\w-]{43}\n$/);
  });

  test("even if the user has it open", async () => {
    const planted = await open(record, "w");
    try {
      await confirmAssociations(path, cluster);
      await planted.writeFile("*\nforged\n");
    } finally {
      await planted.close();
    }
    expect(await folder.read("associations.yaml.changes")).not.toContain("forged");
  });
});
