import { isDeepStrictEqual } from "node:util";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { addAssociation, removeAssociation } from "../../../src/associations/edit/change-association-file.ts";
import { confirmAssociations } from "../../../src/associations/edit/confirm-associations.ts";
import {
  openAssociationFile,
  type WatchedAssociations,
} from "../../../src/associations/file/open-association-file.ts";
import type { LogEvent } from "../../../src/logging/log-event.ts";
import { cluster } from "./parse-entry.ts";

stopClock();

const folder = useTempFolder("shrink");
const path = folder.resolve("associations.yaml");
const roleArn = "arn:aws:iam::111122223333:role/app";
let file: WatchedAssociations;
let events: LogEvent[];
let problems: Error[];

beforeEach(() => {
  events = [];
  problems = [];
});
afterEach(() => file.close());

/** Writes the file as another tool does, with this many entries. */
function write(count: number): Promise<string> {
  const entries = Array.from(
    { length: count },
    (_, index) => `  - {namespace: shop, serviceAccount: sa-${index}, roleArn: "${roleArn}"}\n`,
  );
  return folder.write("associations.yaml", `associations:${count === 0 ? " []" : ""}\n${entries.join("")}`);
}

async function open(count: number, shrinkGrace?: number): Promise<void> {
  await write(count);
  file = await openAssociationFile(path, cluster, {
    onProblem: (error) => problems.push(error),
    onLogEvent: (event) => events.push(event),
    shrinkGrace,
  });
}

/**
 * Lets the clock go on for a number of polls of watched files, one every 500 ms. An idle service has a timer to watch the
 * file. While a change is held back, it has two more. A call of the file system has one too.
 */
async function poll(times: number): Promise<void> {
  for (let count = 0; count < times; count++) {
    await vi.advanceTimersByTimeAsync(500);
    await expectSoon(() => [1, 3].includes(vi.getTimerCount())).toBe(true);
  }
}

/** Lets the clock go on, but not for longer than 10 s, until a value is as expected. */
async function waitFor<T>(read: () => T, expected: T): Promise<void> {
  for (let count = 0; count < 20 && !isDeepStrictEqual(read(), expected); count++) {
    await poll(1);
  }
  expect(read()).toEqual(expected);
}

const pollsPerMinute = 120;

const size = () => file.associations.length;
const codes = () => events.map(({ code }) => code);

describe("a change by another tool", () => {
  test.each([
    [20, 9],
    [20, 0],
    [41, 20],
  ])("from %i associations to %i is held back for 60 s, and then applied", async (before, after) => {
    await open(before);
    await write(after);
    await waitFor(codes, ["associations_held"]);
    expect(events[0]).toMatchObject({ level: "warn", message: expect.stringContaining("for 60 s. ") });
    await poll(pollsPerMinute - 25);
    expect(size()).toBe(before);
    await poll(25);
    expect(size()).toBe(after);
    expect(codes()).toEqual(["associations_held", "associations_shrunk"]);
  });

  test.each([
    [20, 10],
    [19, 0],
    [20, 40],
  ])("from %i associations to %i is applied at once", async (before, after) => {
    await open(before);
    await write(after);
    await waitFor(size, after);
    expect(events).toEqual([]);
  });

  test("is applied at once if there is no grace", async () => {
    await open(20, 0);
    await write(0);
    await waitFor(size, 0);
    expect(events).toEqual([]);
  });

  test("is dropped if the file is restored", async () => {
    await open(20);
    await write(3);
    await waitFor(codes, ["associations_held"]);
    await write(20);
    await waitFor(codes, ["associations_held", "associations_restored"]);
    await poll(pollsPerMinute);
    expect(size()).toBe(20);
    expect(codes()).toHaveLength(2);
  });

  test("is dropped if the file becomes bad", async () => {
    await open(20);
    await write(3);
    await waitFor(codes, ["associations_held"]);
    await folder.write("associations.yaml", "associations:\n  - ");
    await waitFor(() => problems.length, 1);
    await poll(pollsPerMinute);
    expect(size()).toBe(20);
  });

  test("is applied in its last form, at the time of the first", async () => {
    await open(20);
    await write(3);
    await waitFor(codes, ["associations_held"]);
    await poll(pollsPerMinute / 2);
    await write(5);
    await waitFor(codes, ["associations_held", "associations_held"]);
    await poll(pollsPerMinute / 2);
    expect(size()).toBe(5);
  });

  test("is applied at once by a reload", async () => {
    await open(20);
    await write(3);
    await waitFor(codes, ["associations_held"]);
    await file.reload();
    expect(size()).toBe(3);
    expect(codes()).toEqual(["associations_held", "associations_shrunk"]);
  });

  test("is applied when it is confirmed", async () => {
    await open(20);
    await write(3);
    await waitFor(codes, ["associations_held"]);
    expect(await confirmAssociations(path, cluster)).toBe(3);
    await waitFor(codes, ["associations_held", "associations_shrunk"]);
    expect(size()).toBe(3);
    expect(events[1]?.message).toContain("the change was confirmed");
  });

  test("is not confirmed by the confirmation of an earlier content", async () => {
    await open(20);
    await confirmAssociations(path, cluster);
    await write(3);
    await waitFor(codes, ["associations_held"]);
    await poll(6);
    expect(size()).toBe(20);
  });

  test("is not confirmed by a change of our commands after it", async () => {
    await open(40);
    await write(3);
    await waitFor(codes, ["associations_held"]);
    await addAssociation(path, cluster, { namespace: "bank", serviceAccount: "till", roleArn });
    await waitFor(codes, ["associations_held", "associations_held"]);
    await poll(6);
    expect(size()).toBe(40);
  });
});

test("removals by our commands are applied at once, however many", async () => {
  await open(20);
  await addAssociation(path, cluster, { namespace: "bank", serviceAccount: "till", roleArn });
  for (let index = 0; index < 12; index++) {
    await removeAssociation(path, cluster, { namespace: "shop", serviceAccount: `sa-${index}` });
  }
  await waitFor(size, 9);
  expect(events).toEqual([]);
  expect(await folder.list()).toEqual(["associations.yaml", "associations.yaml.changes"]);
});
