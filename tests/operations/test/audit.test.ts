import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "@eks-auth/test-kit/repository";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { StalledPipe } from "@eks-auth/test-kit/stalled-pipe";
import { expect, test } from "vitest";
import { AuditedService, exchange, parseLines } from "../src/audited-service.ts";

const isShort = process.env.OPERATIONS_FORM === "short";
const file = "{ file: audit.jsonl }";

/** Sends requests, 20 at the same time, until `isOver`. @returns the IDs of the requests that were answered */
async function sendUntil(url: string, token: string, isOver: () => boolean): Promise<unknown[]> {
  const granted: unknown[] = [];
  async function work(): Promise<void> {
    while (!isOver()) {
      const answer = await exchange(url, token).catch(() => undefined);
      if (answer?.hasCredentials) {
        granted.push(answer.requestId);
      }
    }
  }
  await Promise.all(Array.from({ length: 20 }, work));
  return granted;
}

/** The IDs of the requests whose grant is recorded. */
function grantsIn(lines: readonly Record<string, unknown>[]): unknown[] {
  return lines.filter(({ outcome }) => outcome === "granted").map(({ requestId }) => requestId);
}

test("every grant that was answered has its line after kill -9 at random moments", async () => {
  await using service = await AuditedService.create(file);
  const lives = isShort ? 4 : 20;
  const granted: unknown[] = [];
  for (let life = 0; life < lives; life++) {
    const { program, url } = await service.start();
    let isKilled = false;
    const sending = sendUntil(url, service.token, () => isKilled);
    await sleep(200 + Math.random() * 800);
    program.signal("SIGKILL");
    isKilled = true;
    granted.push(...(await sending));
    await program.finish();
  }
  const { lines, torn } = await service.readLines();
  expect(granted.length).toBeGreaterThan(lives);
  const recorded = new Set(grantsIn(lines));
  expect(granted.filter((id) => !recorded.has(id))).toEqual([]);
  expect(recorded.size, "no line is there twice").toBe(grantsIn(lines).length);
  expect(torn).toBeLessThanOrEqual(lives);
});

test("a torn last line spoils no other", async () => {
  await using service = await AuditedService.create(file);
  await service.folder.write("audit.jsonl", '{"level":"info","time":"2026-');
  const { url } = await service.start();
  const { requestId } = await exchange(url, service.token);
  const { lines, torn } = await service.readLines();
  expect([torn, grantsIn(lines)]).toEqual([1, [requestId]]);
});

test("rotation by renaming loses and tears no line, with SIGHUP and without", async () => {
  await using service = await AuditedService.create(file);
  const { program, url } = await service.start();
  let isOver = false;
  const sending = sendUntil(url, service.token, () => isOver);
  const rotations = isShort ? 6 : 20;
  for (let count = 0; count < rotations; count++) {
    const isSignalled = count % 2 === 0;
    await expect.poll(() => readFile(service.folder.resolve("audit.jsonl"))).toBeDefined();
    await rename(service.folder.resolve("audit.jsonl"), service.folder.resolve(`audit.${count}`));
    if (isSignalled) {
      program.signal("SIGHUP");
    }
    await sleep(100);
  }
  isOver = true;
  const granted = await sending;
  const names = (await service.folder.list()).filter((name) => name.startsWith("audit."));
  const files = await Promise.all(names.map((name) => service.readLines(name)));
  expect(files.every(({ torn }) => torn === 0)).toBe(true);
  const recorded = files.flatMap(({ lines }) => grantsIn(lines));
  expect(granted.length).toBeGreaterThan(rotations);
  expect(recorded.toSorted()).toEqual(granted.toSorted());
});

test("a full disk: 503 for grants and refusals, and no restart when there is space", async () => {
  await using service = await AuditedService.create("{ file: disk/audit.jsonl }");
  await service.folder.write("disk/none", "");
  const disk = service.folder.resolve("disk");
  const mount = `mount -t tmpfs -o size=64k,mode=0700 none ${disk} && exec "$@"`;
  const { program, url } = await service.start([
    "unshare",
    "--map-root-user",
    "--mount",
    "sh",
    "-c",
    mount,
    "sh",
  ]);
  const path = `/proc/${program.pid}/root${disk}/audit.jsonl`;
  const granted: unknown[] = [];
  for (let answer = await exchange(url, service.token); answer.status === 200; ) {
    granted.push(answer.requestId);
    answer = await exchange(url, service.token);
  }
  for (const token of [service.token, service.otherToken]) {
    expect(await exchange(url, token)).toMatchObject({
      status: 503,
      hasCredentials: false,
      reason: "audit_unavailable",
    });
  }
  await program.waitForError(/"code":"audit_unavailable","msg":"[^"]*ENOSPC/);
  const { lines, torn } = parseLines(await readFile(path, "utf8"));
  expect(grantsIn(lines)).toEqual(granted);
  expect(torn).toBeLessThanOrEqual(1);

  // The space of a removed file is free when the service has closed it.
  await rm(path);
  await expect.poll(() => exchange(url, service.token)).toMatchObject({ status: 200 });
  await program.waitForError('"code":"audit_recovered"');
  const after = parseLines(await readFile(path, "utf8"));
  expect(after.torn).toBe(0);
  expect(after.lines[0]).toMatchObject({ code: "log_lines_lost" });
});

test("a file that reached its size limit: 503, until it is rotated", async () => {
  await using service = await AuditedService.create(file);
  const { program, url } = await service.start(["sh", "-c", 'ulimit -f 8; exec "$@"', "sh"]);
  await expect.poll(() => exchange(url, service.token), { interval: 0 }).toMatchObject({ status: 503 });
  await program.waitForError(/"code":"audit_unavailable","msg":"[^"]*EFBIG/);
  await rename(service.folder.resolve("audit.jsonl"), service.folder.resolve("audit.1"));
  await expect.poll(() => exchange(url, service.token)).toMatchObject({ status: 200 });
  await program.waitForError('"code":"audit_recovered"');
  const { lines, torn } = await service.readLines();
  expect(torn).toBe(0);
  expect(grantsIn(lines).length).toBeGreaterThan(0);
});

test("standard output that is not read, or has no reader: 503, and no restart when it is read again", async () => {
  await using service = await AuditedService.create("{ stdout: true }");
  using pipe = new StalledPipe(service.folder.resolve("pipe"));
  const { program, url } = await service.start([], { stdout: pipe.openWriter() });
  const unavailable = { status: 503, reason: "audit_unavailable" };
  const accepted = () => {
    pipe.read();
    return exchange(url, service.token);
  };
  expect(await exchange(url, service.token)).toMatchObject({ status: 200 });
  pipe.fill();
  expect(await exchange(url, service.token)).toMatchObject(unavailable);
  expect(await exchange(url, service.otherToken)).toMatchObject(unavailable);
  await expect.poll(accepted).toMatchObject({ status: 200 });

  pipe.closeReader();
  expect(await exchange(url, service.token)).toMatchObject(unavailable);
  pipe.openReader();
  await expect.poll(accepted).toMatchObject({ status: 200 });
  expect(program.stderr.match(/"code":"audit_(unavailable|recovered)"/g)).toHaveLength(4);
  expect(parseLines(pipe.read()).torn).toBe(0);
});

test("the queries of docs/audit.md find what they promise", async ({ skip }) => {
  if ((await runProgram("sh", ["-c", "command -v jq"])).exitCode !== 0) {
    skip("jq is not installed");
  }
  await using service = await AuditedService.create(file);
  const page = readFileSync(join(root, "docs/audit.md"), "utf8");
  const [, grant = ""] = /```json\n(.*)\n```/.exec(page) ?? [];
  const refusal = '{"outcome":"refused","code":"token_invalid","namespace":"shop","serviceAccount":"cart"}';
  await service.folder.write("audit.jsonl", `{"torn\n${grant}\n${refusal}\n${refusal}\n`);
  const queries = [...page.matchAll(/```sh\n(jq .*)\n```/g)].map(([, query = ""]) => query);
  const results = queries.map((query) =>
    execFileSync("sh", ["-c", query], { cwd: service.folder.path, encoding: "utf8" }).trim(),
  );
  expect(results).toEqual([
    expect.stringContaining('"pod":"cart-0"'),
    expect.stringMatching(/^2 token_invalid shop\/cart$/),
    expect.stringContaining('"role":"arn:aws:iam::111122223333:role/cart"'),
  ]);
});
