import { mkdir, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  openAssociationFile,
  type WatchedAssociations,
  type WatchOptions,
} from "../../../src/associations/file/open-association-file.ts";
import { UnusableFileError } from "../../../src/files/file-error.ts";
import { pollFile } from "../../files/poll-file.ts";
import { cluster, role } from "./parse-entry.ts";

stopClock();

const folder = useTempFolder("watch");
const path = folder.resolve("associations.yaml");
let file: WatchedAssociations | undefined;
let problems: Error[];
let reloads: number[];
let notices: string[];

beforeEach(() => {
  notices = [];
  problems = [];
  reloads = [];
});
afterEach(() => file?.close());

function write(...roles: string[]): string {
  const entries = roles.map(
    (role, index) =>
      `{namespace: shop, serviceAccount: sa-${index}, roleArn: "arn:aws:iam::111122223333:role/${role}"}`,
  );
  return `associations: [${entries.join(", ")}]\n`;
}

async function open(options: Pick<WatchOptions, "onMissing"> = {}): Promise<WatchedAssociations> {
  file = await openAssociationFile(path, cluster, {
    ...options,
    onProblem: (error) => problems.push(error),
    onReload: (count) => reloads.push(count),
  });
  return file;
}

const roleOf = async () => (await file?.find("shop", "sa-0"))?.role.name;

describe("a change is loaded within 1.5 s", () => {
  test("of a file that is written in place, even with the same length and time", async () => {
    await writeFile(path, write("one"));
    await utimes(path, 1000, 1000);
    await open();
    const { ctimeNs } = await stat(path, { bigint: true });
    await expectSoon(async () => {
      // Again if it was within one tick of the file system's clock, because that cannot be seen.
      await writeFile(path, write("two"));
      await utimes(path, 1000, 1000);
      return (await stat(path, { bigint: true })).ctimeNs;
    }).not.toBe(ctimeNs);
    await pollFile(3);
    await expectSoon(roleOf).toBe("two");
    expect({ problems, reloads }).toEqual({ problems: [], reloads: [1] });
  });

  test("of a file that another is moved over", async () => {
    await writeFile(path, write("one"));
    await open();
    await writeFile(`${path}.new`, write("two", "three"));
    await rename(`${path}.new`, path);
    await pollFile(3);
    await expectSoon(roleOf).toBe("two");
    expect(file?.associations).toHaveLength(2);
    expect({ problems, reloads }).toEqual({ problems: [], reloads: [2] });
  });

  test("of a ConfigMap, whose folder is a symbolic link that is swapped", async () => {
    const parent = dirname(path);
    for (const role of ["one", "two"]) {
      await mkdir(join(parent, role));
      await writeFile(join(parent, role, "associations.yaml"), write(role));
    }
    await symlink("one", join(parent, "..data"));
    await symlink("..data/associations.yaml", path);
    await open();
    expect(await roleOf()).toBe("one");
    await symlink("two", join(parent, "..new"));
    await rename(join(parent, "..new"), join(parent, "..data"));
    await rm(join(parent, "one"), { recursive: true });
    await pollFile(3);
    await expectSoon(roleOf).toBe("two");
    expect(problems).toEqual([]);
  });

  test("of a file that went away and came back", async () => {
    await writeFile(path, write("one"));
    await open();
    await rm(path);
    await pollFile(3);
    await expectSoon(() => problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(`${path}: the file can't be read (ENOENT).`);
    expect(await roleOf()).toBe("one");
    await writeFile(path, write("two"));
    await pollFile(3);
    await expectSoon(roleOf).toBe("two");
  });
});

test("during a bad file the old associations stay in use, and it is reported once", async () => {
  await writeFile(path, write("one"));
  await open();
  await writeFile(path, "associations:\n  - namespace: Shop\n");
  await pollFile(3);
  await expectSoon(() => problems).toHaveLength(1);
  expect(problems[0]).toBeInstanceOf(UnusableFileError);
  expect(problems[0]?.message).toContain(`${path}:2: associations[0].namespace is "Shop"`);
  await utimes(path, 1000, 1000);
  await pollFile(6);
  expect(await roleOf()).toBe("one");
  await writeFile(path, write("one"));
  await pollFile(3);
  await expectSoon(() => reloads).toEqual([1]);
  expect(problems).toHaveLength(1);
});

test("a file is not read while it is being written", async () => {
  await writeFile(path, write("one", "two"));
  await open();
  for (let step = 0; step < 12; step++) {
    await writeFile(path, step % 2 === 0 ? "" : "associations: []\n");
    await pollFile(1);
  }
  await writeFile(path, write("three"));
  await pollFile(3);
  await expectSoon(roleOf).toBe("three");
  expect({ problems, reloads }).toEqual({ problems: [], reloads: [1] });
});

test("reload reads the file at once, and reports a bad file each time", async () => {
  await writeFile(path, write("one"));
  const { reload } = await open();
  await writeFile(path, write("two"));
  await reload();
  expect(await roleOf()).toBe("two");
  await writeFile(path, "");
  await reload();
  await reload();
  expect(problems).toHaveLength(2);
  expect(await roleOf()).toBe("two");
  expect(reloads).toEqual([1]);
});

test("the file is not read after close", async () => {
  await writeFile(path, write("one"));
  (await open()).close();
  await writeFile(path, write("two"));
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await roleOf()).toBe("one");
});

test.each([
  ["that does not exist", undefined, "the file can't be read (ENOENT)"],
  ["that is bad", "associations: none", 'associations is "none"'],
])("a file %s cannot be opened", async (_name, text, message) => {
  if (text !== undefined) {
    await writeFile(path, text);
  }
  await expect(open()).rejects.toThrow(message);
});

describe("a file that does not exist yet", () => {
  const openMissing = () => open({ onMissing: (notice) => notices.push(notice) });
  const notice = expect.stringMatching(
    /^.*associations\.yaml does not exist, so there are no associations\. /,
  );

  test("has no associations, with a notice, until it is created", async () => {
    const { associations } = await openMissing();
    expect([associations, notices]).toEqual([[], [notice]]);
    await writeFile(path, write("one"));
    await pollFile(3);
    await expectSoon(roleOf).toBe("one");
    expect({ problems, reloads }).toEqual({ problems: [], reloads: [1] });
    expect(notices).toHaveLength(1);
  });

  test("keeps its associations if it disappears after that, also in a reload", async () => {
    const { reload } = await openMissing();
    await writeFile(path, write("one"));
    await reload();
    await rm(path);
    await reload();
    expect(problems.map(({ message }) => message)).toEqual([
      `${path}: the file can't be read (ENOENT). Check that it exists and that this process can read it.`,
    ]);
    expect(await roleOf()).toBe("one");
    expect(notices).toHaveLength(1);
  });

  test("is named again by a reload", async () => {
    const { reload } = await openMissing();
    await reload();
    expect({ notices, problems }).toEqual({ notices: [notice, notice], problems: [] });
  });

  test("is created by the editor", async () => {
    const { editor, reload } = await openMissing();
    await editor.create({ namespace: "shop", serviceAccount: "sa-0", roleArn: role });
    expect(await roleOf()).toBe("cart");
    await rm(path);
    await reload();
    expect(problems).toHaveLength(1);
    expect(await roleOf()).toBe("cart");
  });

  test("is created by the editor after a wrong file was removed", async () => {
    const { editor, reload } = await openMissing();
    await symlink("absent.yaml", path);
    await reload();
    expect(problems).toHaveLength(1);
    const input = { namespace: "shop", serviceAccount: "sa-0", roleArn: role };
    await expect(editor.create(input)).rejects.toMatchObject({ code: "file_unusable" });
    await rm(path);
    await editor.create(input);
    expect(await roleOf()).toBe("cart");
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ["is below a folder that does not exist", () => rm(dirname(path), { recursive: true }), "(ENOENT)"],
    ["is a symbolic link to nothing", () => symlink("absent.yaml", path), "(ENOENT)"],
    [
      "has the record of its changes",
      () => writeFile(`${path}.changes`, ""),
      `${path}: the file does not exist, but it did: ${path}.changes is the record of its changes.`,
    ],
  ])("has been lost or has a wrong path if it %s", async (_name, prepare, message) => {
    await prepare();
    await expect(openMissing()).rejects.toMatchObject({
      code: "file_unusable",
      message: expect.stringContaining(message),
    });
    expect(notices).toEqual([]);
  });
});
