import { chmod } from "node:fs/promises";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, expect, test } from "vitest";
import type { CallerError } from "../../src/callers/caller-error.ts";
import type { OpenMethod } from "../../src/configured-service/open-method.ts";
import {
  checkAccessKeyFile,
  openSignatureCallers,
} from "../../src/configured-service/open-signature-callers.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { credentials, region, signRequest, toRawRequest } from "../callers/sigv4/signed-request.ts";
import { pollFile } from "../files/poll-file.ts";

stopClock();

const folder = useTempFolder("signature-callers");
const files = ["a.json", "b.json"].map((name) => folder.resolve(name));
const [first, second, third] = [1, 2, 3].map((number) => ({
  ...credentials,
  accessKeyId: `EDGEEXAMPLE00000000${number}`,
})) as [typeof credentials, typeof credentials, typeof credentials];
const events: LogEvent[] = [];
let method: OpenMethod | undefined;

afterEach(() => {
  method?.close();
});

async function write(name: string, key: typeof credentials): Promise<void> {
  await folder.write(name, JSON.stringify(key));
  await chmod(folder.resolve(name), 0o600);
}

async function open(): Promise<OpenMethod> {
  const caller = { name: "edge", clusters: ["edge"], node: "node-1", keyFiles: files };
  const options = { onLogEvent: (event: LogEvent) => events.push(event) };
  method = await openSignatureCallers({ region, callers: [caller] }, options);
  return method;
}

async function call({ authenticate }: OpenMethod, key: typeof credentials): Promise<unknown> {
  const request = toRawRequest(await signRequest({ credentials: key, date: new Date() }));
  try {
    return await authenticate(request);
  } catch (error) {
    return (error as CallerError).code;
  }
}

test("both keys of a caller are accepted, and one can be rotated while requests use the other", async () => {
  await write("a.json", first);
  await write("b.json", second);
  const opened = await open();
  const edge = { method: "sigv4", name: "edge", clusters: new Set(["edge"]), node: { name: "node-1" } };
  expect(await call(opened, first)).toEqual(edge);
  expect(await call(opened, second)).toEqual(edge);

  await write("a.json", third);
  await pollFile(3, files.length);
  await expectSoon(() => call(opened, third)).toEqual(edge);
  expect(await call(opened, first)).toBe("access_key_unknown");
  expect(await call(opened, second)).toEqual(edge);
});

test("a file that cannot be used is an error", async () => {
  await write("a.json", first);
  await expect(open()).rejects.toMatchObject({ code: "file_unusable" });
  await write("b.json", first);
  await expect(open()).rejects.toMatchObject({ code: "file_unusable" });
});

test("a file is checked", async () => {
  await write("a.json", first);
  expect(await checkAccessKeyFile(files[0] ?? "")).toBe(first.accessKeyId);
  await chmod(files[0] ?? "", 0o644);
  await expect(checkAccessKeyFile(files[0] ?? "")).rejects.toMatchObject({ code: "file_unusable" });
});
