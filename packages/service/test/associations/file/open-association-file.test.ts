import { mkdir, mkdtemp, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  openAssociationFile,
  type WatchedAssociations,
} from "../../../src/associations/file/open-association-file.ts";
import { UnusableFileError } from "../../../src/files/file-error.ts";
import { expectSoon, stopClock } from "../../stopped-clock.ts";

stopClock();

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };

let directory: string;
let path: string;
let file: WatchedAssociations | undefined;
let problems: Error[];
let reloads: number[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "follow-"));
});
beforeEach(async () => {
  path = join(await mkdtemp(join(directory, "test-")), "associations.yaml");
  problems = [];
  reloads = [];
});
afterEach(() => file?.close());
afterAll(() => rm(directory, { recursive: true }));

function write(...roles: string[]): string {
  const entries = roles.map(
    (role, index) =>
      `{namespace: shop, serviceAccount: sa-${index}, roleArn: "arn:aws:iam::111122223333:role/${role}"}`,
  );
  return `associations: [${entries.join(", ")}]\n`;
}

async function open(): Promise<WatchedAssociations> {
  file = await openAssociationFile(path, cluster, {
    onProblem: (error) => problems.push(error),
    onReload: ({ length }) => reloads.push(length),
  });
  return file;
}

async function roleOf(): Promise<string | undefined> {
  return (await file?.find("shop", "sa-0"))?.role.name;
}

/** Lets time pass for a number of looks at the file, of which there is one each 500 ms. */
async function look(times: number): Promise<void> {
  for (let count = 0; count < times; count++) {
    await vi.advanceTimersByTimeAsync(500);
    // The next look is planned when this one is over.
    await expectSoon(() => vi.getTimerCount()).toBe(1);
  }
}

/** Expects that a change is known by now; it may still be read. */
async function expectRole(role: string): Promise<void> {
  await expectSoon(roleOf).toBe(role);
}

describe("a change is seen within 1.5 s", () => {
  test("of a file that is written in place, even with the same length and time", async () => {
    await writeFile(path, write("one"));
    await utimes(path, 1000, 1000);
    await open();
    const { ctimeNs } = await stat(path, { bigint: true });
    await expectSoon(async () => {
      // Again where it was within a tick of the file system's clock, which nobody could see.
      await writeFile(path, write("two"));
      await utimes(path, 1000, 1000);
      return (await stat(path, { bigint: true })).ctimeNs;
    }).not.toBe(ctimeNs);
    await look(3);
    await expectRole("two");
    expect({ problems, reloads }).toEqual({ problems: [], reloads: [1] });
  });

  test("of a file that another is moved over", async () => {
    await writeFile(path, write("one"));
    await open();
    await writeFile(`${path}.new`, write("two", "three"));
    await rename(`${path}.new`, path);
    await look(3);
    await expectRole("two");
    expect(file?.associations).toHaveLength(2);
    expect({ problems, reloads }).toEqual({ problems: [], reloads: [2] });
  });

  test("of a ConfigMap, whose folder is a symbolic link that is swapped", async () => {
    const folder = join(path, "..");
    for (const role of ["one", "two"]) {
      await mkdir(join(folder, role));
      await writeFile(join(folder, role, "associations.yaml"), write(role));
    }
    await symlink("one", join(folder, "..data"));
    await symlink("..data/associations.yaml", path);
    await open();
    expect(await roleOf()).toBe("one");
    await symlink("two", join(folder, "..new"));
    await rename(join(folder, "..new"), join(folder, "..data"));
    await rm(join(folder, "one"), { recursive: true });
    await look(3);
    await expectRole("two");
    expect(problems).toEqual([]);
  });

  test("of a file that went away and came back", async () => {
    await writeFile(path, write("one"));
    await open();
    await rm(path);
    await look(3);
    await expectSoon(() => problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(`${path}: the file can't be read (ENOENT).`);
    expect(await roleOf()).toBe("one");
    await writeFile(path, write("two"));
    await look(3);
    await expectRole("two");
  });
});

test("a bad file keeps the old associations, is told of once, and is forgotten once it is good", async () => {
  await writeFile(path, write("one"));
  await open();
  await writeFile(path, "associations:\n  - namespace: Shop\n");
  await look(3);
  await expectSoon(() => problems).toHaveLength(1);
  expect(problems[0]).toBeInstanceOf(UnusableFileError);
  expect(problems[0]?.message).toContain(`${path}:2: associations[0].namespace is "Shop"`);
  await utimes(path, 1000, 1000);
  await look(6);
  expect(await roleOf()).toBe("one");
  await writeFile(path, write("one"));
  await look(3);
  await expectSoon(() => reloads).toEqual([1]);
  expect(problems).toHaveLength(1);
});

test("a file in the middle of being written isn't read", async () => {
  await writeFile(path, write("one", "two"));
  await open();
  for (let step = 0; step < 12; step++) {
    await writeFile(path, step % 2 === 0 ? "" : "associations: []\n");
    await look(1);
  }
  await writeFile(path, write("three"));
  await look(3);
  await expectRole("three");
  expect({ problems, reloads }).toEqual({ problems: [], reloads: [1] });
});

test("reload reads at once, and tells of a bad file each time", async () => {
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

test("nothing is read after close", async () => {
  await writeFile(path, write("one"));
  (await open()).close();
  await writeFile(path, write("two"));
  // Nobody is to look at it any more.
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await roleOf()).toBe("one");
});

test.each([
  ["that isn't there", undefined, "the file can't be read (ENOENT)"],
  ["that is bad", "associations: none", 'associations is "none"'],
])("a file %s can't be opened", async (_name, text, message) => {
  if (text !== undefined) {
    await writeFile(path, text);
  }
  await expect(open()).rejects.toThrow(message);
});
