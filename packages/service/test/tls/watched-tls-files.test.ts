import { chmod, rename } from "node:fs/promises";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { readTlsFiles, type TlsContent } from "../../src/tls/tls-files.ts";
import { WatchedTlsFiles } from "../../src/tls/watched-tls-files.ts";

const folder = useTempFolder("tls-files");
const files = {
  certificateFile: folder.resolve("tls.crt"),
  keyFile: folder.resolve("tls.key"),
  callersCaFile: folder.resolve("ca.pem"),
};
const [first, second, expired] = [
  createSelfSignedCertificate("first"),
  createSelfSignedCertificate("second"),
  createSelfSignedCertificate("expired", { validTo: new Date("2025-01-01") }),
];
let events: LogEvent[];
let watched: WatchedTlsFiles;
let received: TlsContent[];

/** Replaces a file, as an editor does: by renaming a new file. */
async function write(name: string, text: string): Promise<void> {
  const path = await folder.write(`${name}.new`, text);
  await chmod(path, 0o600);
  await rename(path, folder.resolve(name));
}

beforeEach(async () => {
  events = [];
  received = [];
  await write("tls.crt", first.certificate);
  await write("tls.key", first.privateKey);
  await write("ca.pem", first.certificate);
  watched = await WatchedTlsFiles.open(files, (event) => events.push(event));
  watched.subscribe((content) => received.push(content));
});
afterEach(() => watched.close());

function subjects(): string[] {
  return received.map(({ server }) => server.certificate.subject);
}

test("new files are used when both have changed, within 2 seconds and without an error of a pair in between", async () => {
  await write("tls.key", second.privateKey);
  await write("tls.crt", second.certificate);
  await expect.poll(() => subjects(), { timeout: 10_000 }).toEqual(["CN=first", "CN=second"]);
  expect(events).toEqual([
    {
      level: "info",
      code: "tls_reloaded",
      message: `The TLS certificates were reloaded. They are valid: ${files.certificateFile} until 2049-12-31T23:59:59.000Z, ${files.callersCaFile} until 2049-12-31T23:59:59.000Z.`,
    },
  ]);
});

test.each([
  ["tls.crt", second.certificate, "Its first certificate does not belong to the private key."],
  ["tls.crt", expired.certificate, "does not belong"],
  ["tls.key", "canary", "The file of the private key has none that can be used"],
  ["ca.pem", "canary", "There is no CA certificate"],
])(
  "%s that can't be used leaves the old content in use, is logged once, and the recovery too",
  async (name, text, message) => {
    const old = await folder.read(name);
    await write(name, text);
    await watched.reload();
    await watched.reload();
    expect(events).toEqual([
      { level: "error", code: "tls_rejected", message: expect.stringContaining(message) },
    ]);
    expect(events[0]?.message).toMatch(/^The old TLS certificates stay in use: /);
    expect(events[0]?.message).not.toContain("canary");
    expect(watched.content).toBe(received[0]);
    await write(name, old);
    await watched.reload();
    expect(events.map(({ code }) => code)).toEqual(["tls_rejected", "tls_reloaded"]);
  },
);

test("a key that all users can read is refused, and a file that is gone", async () => {
  await chmod(files.keyFile, 0o644);
  await watched.reload();
  await folder.delete("tls.crt");
  await watched.reload();
  expect(events.map(({ message }) => message)).toEqual([
    expect.stringContaining("tls.key: the file can be read by all users"),
    expect.stringContaining("tls.crt: the file can't be read (ENOENT)"),
  ]);
});

test("an expired certificate is refused with its key, too", async () => {
  await write("tls.key", expired.privateKey);
  await write("tls.crt", expired.certificate);
  await watched.reload();
  expect(events.map(({ message }) => message)).toEqual([
    expect.stringContaining("tls.crt: The certificate expired at 2025-01-01T00:00:00.000Z. Renew it."),
  ]);
});

test("nothing is logged if nothing has changed", async () => {
  await watched.reload();
  watched.use({ ...files }, watched.content);
  expect(events).toEqual([]);
  expect(received).toHaveLength(1);
});

test("other files are used at once, also while the previous ones are read", async () => {
  const { callersCaFile: _, ...withoutCallers } = files;
  const reading = watched.reload();
  watched.use(withoutCallers, await readTlsFiles(withoutCallers));
  expect(watched.content.callers).toBeUndefined();
  await reading;
  await watched.reload();
  expect(watched.content.callers).toBeUndefined();
  expect(watched.content.expiries.map(({ file }) => file)).toEqual([files.certificateFile]);
});
