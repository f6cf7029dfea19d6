import { rm, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { AssociationFolder } from "./support/association-folder.ts";

const folder = new AssociationFolder();

describe("eks-auth association confirm", () => {
  test("confirms the file, and leaves it as it is", async () => {
    expect(await folder.run("confirm")).toMatchObject({
      exitCode: 0,
      stdout: `The 2 associations in ${folder.file} are confirmed. A running service applies them within 2 s.\n`,
      stderr: "",
    });
  });

  test("prints JSON", async () => {
    const { stdout } = await folder.run("confirm", "--json");
    expect(JSON.parse(stdout)).toEqual({ associations: { file: folder.file, count: 2 } });
  });

  test("refuses a file that is not valid", async () => {
    await writeFile(folder.file, "associations: none");
    const { exitCode, stderr } = await folder.run("confirm");
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining(`${folder.file}:1: associations is "none"`),
    ]);
  });

  test("refuses a file that does not exist", async () => {
    await rm(folder.file);
    const { exitCode, stderr } = await folder.run("confirm");
    expect([exitCode, stderr]).toEqual([
      1,
      `error: ${folder.file} does not exist, so it has no associations to confirm.\n`,
    ]);
  });
});
