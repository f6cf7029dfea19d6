import { chmod, chown, mkdir, symlink, truncate } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type FileKind, type FilePermissions, readFile } from "../../src/files/read-file.ts";

const folder = useTempFolder("read-file");
const path = folder.resolve("file");
const isRoot = process.geteuid?.() === 0;
const owner = `owner ${process.geteuid?.()}, group ${process.getegid?.()}`;
let server: Server | undefined;

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  server?.close();
});

/** Returns the file's text, or why it is not read. */
function read(kind: FileKind, permissions?: FilePermissions): Promise<string> {
  return readFile(path, kind, permissions).then(
    (content) => content.toString(),
    ({ code, problem, message }) => {
      expect(message).toBe(`${path} ${problem}`);
      return `${code}: ${problem}`;
    },
  );
}

test("a file is read, also through a link", async () => {
  await folder.write("real", "text");
  await symlink("real", path);
  expect(await read("associations")).toBe("text");
  await folder.write("real", "");
  expect(await read("associations")).toBe("");
});

test("a missing file is refused", async () => {
  expect(await read("associations")).toBe(
    "file_unreadable: can't be read (ENOENT). Check that it exists and that this process can read it.",
  );
  const missing = { code: "file_unreadable", systemCode: "ENOENT" };
  await expect(readFile(path, "keySet")).rejects.toMatchObject(missing);
});

test.each<[string, () => Promise<unknown>]>([
  ["a directory", () => mkdir(path)],
  ["a pipe", () => folder.makePipe("file")],
  ["a device", () => symlink("/dev/zero", path)],
  [
    "a socket",
    () =>
      new Promise<void>((resolve) => {
        server = createServer().listen(path, resolve);
      }),
  ],
])("%s is refused at once", async (type, create) => {
  await create();
  expect(await read("associations")).toBe(`file_not_regular: is ${type}. Use a regular file.`);
});

test.each<[FileKind, number]>([
  ["keySet", 262_144],
  ["token", 65_536],
  ["certificates", 1_048_576],
])("a %s has at most %i bytes", async (kind, maxBytes) => {
  await folder.write("file", "");
  await truncate(path, maxBytes);
  expect((await readFile(path, kind)).length).toBe(maxBytes);
  await truncate(path, maxBytes + 1);
  expect(await read(kind)).toBe(
    `file_too_large: is larger than ${maxBytes / 1024} KiB. Check that it is the right file.`,
  );
});

describe.runIf(process.platform === "linux")("a file that has more bytes than its size, 0", () => {
  test("is read", async () => {
    await symlink("/proc/self/comm", path);
    expect(await read("associations")).not.toBe("");
  });

  test("is not read beyond the limit", async () => {
    // The names of all functions of the kernel: some megabytes.
    await symlink("/proc/kallsyms", path);
    expect(await read("token")).toMatch(/^file_too_large: /);
  });
});

describe.runIf(isRoot)("the file of another user", () => {
  test.each([
    ["root", 0, 1000],
    ["this process's user", 1000, 1000],
  ])("is not that of %s", async (_name, owner, user) => {
    vi.spyOn(process, "geteuid").mockReturnValue(user);
    await own(owner);
    expect(await read("privateKey")).toBe("text");
  });

  test("is read if it is of a Secret that Kubernetes mounts with an fsGroup, and is not for all", async () => {
    vi.spyOn(process, "geteuid").mockReturnValue(65532);
    await own(0);
    await chown(path, 0, 65532);
    await chmod(path, 0o440);
    expect(await read("privateKey")).toBe("text");
    // The default of a Secret volume.
    await chmod(path, 0o644);
    expect(await read("privateKey")).toMatch(/^file_mode_unsafe: can be read by all users/);
    expect(await read("certificates")).toBe("text");
  });

  test("is refused, even if this process is root", async () => {
    await own(1000);
    const refusal =
      "file_owner_untrusted: belongs to another user (owner 1000, group 1000, mode 0600). Run chown 0 on it, or run this process as user 1000.";
    expect(await read("associations")).toBe(refusal);
    await symlink("file", folder.resolve("link"));
    await expect(readFile(folder.resolve("link"), "keySet")).rejects.toThrow("belongs to another user");
  });

  test("is read if it is only shown or sent on", async () => {
    await own(1000);
    expect(await read("shownToken")).toBe("text");
    expect(await read("editedYaml")).toBe("text");
  });

  async function own(user: number): Promise<void> {
    await folder.write("file", "text");
    await chmod(path, 0o600);
    await chown(path, user, user);
  }
});

describe("a file that others can write", () => {
  const all = "can be written by all users";
  const group = "can be written by its group";

  test.each<[FileKind, number, string]>([
    ["keySet", 0o666, `${all} (${owner}, mode 0666). Check its content, and run chmod go-w on it.`],
    ["savedKeySet", 0o602, all],
    ["privateKey", 0o602, all],
    ["associations", 0o664, `${group} (${owner}, mode 0664). Run chmod g-w on it.`],
  ])("is refused: %s %o", async (kind, mode, problem) => {
    await write(mode);
    expect(await read(kind)).toContain(`file_mode_unsafe: ${problem}`);
  });

  test("is read if only its group can write it and that is allowed", async () => {
    await write(0o660);
    expect(await read("privateKey", { allowGroupWrite: true })).toBe("text");
    expect(await read("privateKey", { allowGroupWrite: false })).toContain(
      "Run chmod g-w on it, or set files.allowGroupWrite if you trust the group.",
    );
    await chmod(path, 0o666);
    expect(await read("keySet", { allowGroupWrite: true })).toContain(all);
  });
});

test.each([0o644, 0o640, 0o440, 0o755])("a public file can have the mode %o", async (mode) => {
  await write(mode);
  expect(await read("certificates")).toBe("text");
});

test("a private key must not be readable by all users", async () => {
  await write(0o640);
  expect(await read("privateKey")).toBe("text");
  await write(0o604);
  expect(await read("privateKey")).toBe(
    `file_mode_unsafe: can be read by all users (${owner}, mode 0604). Create a new one, or run chmod o-rwx on it if no one has read it.`,
  );
});

test("a file of a Kubernetes volume is read: links in a directory that all users can write", async () => {
  await folder.write("..data_1/file", "text");
  await chmod(folder.path, 0o1777);
  await symlink("..data_1", folder.resolve("..data"));
  await symlink("..data/file", path);
  expect(await read("associations")).toBe("text");
});

test("Windows has neither owners nor modes", async () => {
  await write(0o666);
  vi.stubGlobal("process", { ...process, geteuid: undefined });
  expect(await read("privateKey")).toBe("text");
});

async function write(mode: number): Promise<void> {
  await folder.write("file", "text");
  await chmod(path, mode);
}
