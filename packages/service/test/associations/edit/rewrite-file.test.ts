import { chmod, chown, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { addAssociation } from "../../../src/associations/edit/change-association-file.ts";
import { rewriteFile } from "../../../src/associations/edit/rewrite-file.ts";
import { cluster, input, useAssociationFile } from "./use-association-file.ts";

const file = useAssociationFile();
const { folder, path } = file;
const text = "associations: [] # none\n";

describe("the file", () => {
  test("keeps its mode", async () => {
    await file.write(text);
    await chmod(path, 0o604);
    await addAssociation(path, cluster, input);
    expect((await stat(path)).mode & 0o7777).toBe(0o604);
  });

  test.skipIf(process.getuid?.() !== 0)("keeps its owner", async () => {
    await file.write(text);
    await chown(path, 1234, 2345);
    await addAssociation(path, cluster, input);
    expect(await stat(path)).toMatchObject({ uid: 1234, gid: 2345 });
  });

  test.each([true, false])("is the target of a symbolic link, existing or not: %s", async (exists) => {
    const elsewhere = folder.resolve("elsewhere");
    await mkdir(elsewhere);
    const target = folder.resolve("elsewhere", "real.yaml");
    if (exists) {
      await writeFile(target, text);
    }
    await symlink("elsewhere/real.yaml", path);
    await addAssociation(path, cluster, input);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(await readFile(target, "utf8")).toContain("serviceAccount: till");
    expect(await readdir(elsewhere)).toEqual(["real.yaml"]);
  });

  test("keeps a byte order mark and Windows line breaks", async () => {
    await file.write("\ufeffassociations: [] # none\r\n");
    await addAssociation(path, cluster, input);
    expect(await file.read()).toMatch(/^\ufeffassociations: # none\r\n {2}- namespace: bank\r\n/);
  });

  test("is not rewritten if it is not UTF-8, because that would lose characters", async () => {
    const content = Buffer.from("associations: [] # caf\xe9\n", "latin1");
    await folder.write("associations.yaml", content);
    const add = addAssociation(path, cluster, input);
    await expect(add).rejects.toThrow(`${path}:1: a character is not UTF-8; `);
    expect(await readFile(path)).toEqual(content);
  });

  test("is not rewritten if it is a pipe", async () => {
    await folder.makePipe("associations.yaml");
    const add = addAssociation(path, cluster, input);
    await expect(add).rejects.toThrow(`${path}: the file is a pipe. Use a regular file.`);
    expect(await folder.list()).toEqual(["associations.yaml"]);
  });

  test("that is created is not writable by its group, whatever the umask is", async () => {
    const umask = process.umask(0);
    await addAssociation(path, cluster, input).finally(() => process.umask(umask));
    expect((await stat(path)).mode & 0o777).toBe(0o644);
  });

  test("has every association of concurrent calls", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `ns-${index}`);
    await Promise.all(names.map((namespace) => addAssociation(path, cluster, { ...input, namespace })));
    const after = await file.read();
    expect(names.filter((name) => !after.includes(`namespace: ${name}\n`))).toEqual([]);
  });
});

test("a rewrite that throws or returns no text leaves the file as it is", async () => {
  await file.write(text);
  const { ino } = await stat(path);
  const rewrite = rewriteFile(path, () => {
    throw new Error("no");
  });
  await expect(rewrite).rejects.toThrow("no");
  expect(await rewriteFile(path, (current) => ({ text: undefined, result: current }))).toBe(text);
  expect((await stat(path)).ino).toBe(ino);
  expect(await folder.list()).toEqual(["associations.yaml"]);
});

test("a file that would be too large to be read is not written", async () => {
  await file.write(text);
  const rewrite = rewriteFile(path, () => ({ text: "#".repeat(64 * 1024 * 1024 + 1), result: undefined }));
  await expect(rewrite).rejects.toMatchObject({
    code: "unwritable",
    message: `${path} would have 67108865 bytes, and can have at most 67108864. It is unchanged. Remove associations or tags first.`,
  });
  expect(await file.read()).toBe(text);
  expect(await folder.list()).toEqual(["associations.yaml"]);
});

test("the record of changes has the mode of the file, and is not written through a symbolic link", async () => {
  const entry = (index: number) =>
    `- {namespace: a, serviceAccount: sa-${index}, roleArn: ${input.roleArn}}\n`;
  await file.write(`associations:\n${Array.from({ length: 20 }, (_, index) => entry(index)).join("")}`);
  await chmod(path, 0o604);
  const other = await folder.write("other", "precious");
  await symlink(other, `${path}.changes`);
  await addAssociation(path, cluster, input);
  expect(await readFile(other, "utf8")).toBe("precious");
  await folder.delete("associations.yaml.changes");
  await addAssociation(path, cluster, { ...input, namespace: "b" });
  expect((await stat(`${path}.changes`)).mode & 0o7777).toBe(0o604);
});
