import type { ClusterStatus, ConfiguredService } from "@eks-auth/service";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { beforeEach, expect, test, vi } from "vitest";
import type { Check } from "../../../src/http/admin-listener.ts";
import { Readiness } from "../../../src/serve/admin/readiness.ts";

const read: ClusterStatus["keys"] = { readAt: 1, failure: undefined };
const unread: ClusterStatus["keys"] = { readAt: undefined, failure: undefined };
const failed: ClusterStatus["keys"] = { readAt: undefined, failure: "unreachable" };

stopClock();

let keys: Record<string, ClusterStatus["keys"]>;
let resources: Record<string, ClusterStatus["associationResources"]>;
let auditFailure: string | undefined;
let hasDenyList: boolean;
const readKeys = vi.fn<ConfiguredService["readKeys"]>();
const checkCredentials = vi.fn<ConfiguredService["checkCredentials"]>();
const onReadiness = vi.fn<(failed: readonly Check[]) => void>();
let readiness: Readiness;

beforeEach(() => {
  keys = { edge: read };
  resources = {};
  auditFailure = undefined;
  hasDenyList = true;
  readKeys.mockReset().mockResolvedValue();
  checkCredentials.mockReset().mockResolvedValue();
  onReadiness.mockReset();
  readiness = new Readiness({
    service: {
      get status() {
        const clusters = Object.entries(keys).map(([name, status]) => ({
          name,
          keys: status,
          associations: 0,
          associationResources: resources[name],
        }));
        return { clusters, hasDenyList, isConfigCurrent: true, configReadAt: 0 };
      },
      readKeys,
      checkCredentials,
    },
    getAuditFailure: () => auditFailure,
    onReadiness,
  });
});

/** The checks that make the service not ready. */
async function findFatal(): Promise<string[]> {
  const checks = await readiness.check();
  return checks
    .filter(({ isFatal }) => isFatal)
    .map(({ name, cluster = "", state }) => `${name} ${cluster}: ${state}`);
}

test("a service is ready if everything works", async () => {
  expect(await readiness.check()).toEqual([
    { name: "stopping", state: "ok", isFatal: false },
    { name: "keys", cluster: "edge", state: "ok", isFatal: false },
    { name: "deny_list", state: "ok", isFatal: false },
    { name: "credentials", state: "ok", isFatal: false },
    { name: "audit", state: "ok", isFatal: false },
  ]);
});

test("a service whose deny list was not read is not ready", async () => {
  hasDenyList = false;
  expect(await findFatal()).toEqual(["deny_list : not read yet"]);
});

test("a service without clusters is ready", async () => {
  keys = {};
  expect(await findFatal()).toEqual([]);
});

test("one cluster whose keys are not available is named, but others go on", async () => {
  keys = { edge: read, lab: failed };
  expect(await readiness.check()).toContainEqual({
    name: "keys",
    cluster: "lab",
    state: "not available (unreachable)",
    isFatal: false,
  });
});

test("a service whose clusters all have no keys is not ready", async () => {
  keys = { edge: failed, lab: failed };
  expect(await findFatal()).toEqual([
    "keys edge: not available (unreachable)",
    "keys lab: not available (unreachable)",
  ]);
});

test("a service is not ready until each cluster's keys were asked for once, and new clusters don't change that", async () => {
  keys = { edge: read, lab: unread };
  const reading = Promise.withResolvers<void>();
  readKeys.mockReturnValue(reading.promise);
  const first = findFatal();
  await vi.advanceTimersByTimeAsync(800);
  expect(await first).toEqual(["keys lab: not available (not read yet)"]);
  reading.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(await findFatal()).toEqual([]);
  keys = { edge: read, lab: read, other: unread };
  expect(await findFatal()).toEqual([]);
});

test("a service that has no credentials is not ready, and a probe does not wait for them", async () => {
  checkCredentials.mockRejectedValue(new Error("The service has no AWS credentials to call STS with."));
  expect(await findFatal()).toEqual(["credentials : The service has no AWS credentials to call STS with."]);
  await vi.advanceTimersByTimeAsync(5_000);
  checkCredentials.mockResolvedValue();
  expect(await findFatal()).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  checkCredentials.mockReturnValue(new Promise(() => {}));
  const waiting = findFatal();
  await vi.advanceTimersByTimeAsync(800);
  expect(await waiting).toEqual([]);
});

test("a service that stops, or cannot write its audit records, is not ready at once", async () => {
  await readiness.check();
  auditFailure = "ENOSPC";
  expect(await findFatal()).toEqual(["audit : ENOSPC"]);
  readiness.stop();
  expect(await findFatal()).toEqual(["stopping : yes", "audit : ENOSPC"]);
});

test("many probes run the checks once in 5 s", async () => {
  await Promise.all(Array.from({ length: 10 }, () => readiness.check()));
  await vi.advanceTimersByTimeAsync(4_999);
  await readiness.check();
  expect(checkCredentials).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  await readiness.check();
  expect(checkCredentials).toHaveBeenCalledTimes(2);
});

test("a service waits for the association resources of each cluster, but not for ever if another one can be used", async () => {
  const status = {
    lastContact: 0,
    counts: { accepted: 0, not_allowed: 0, superseded: 0, invalid: 0 },
    lists: 0,
    failures: 0,
  };
  keys = { edge: read, lab: read };
  resources = { lab: { ...status, hasSynced: false } };
  expect(await findFatal()).toEqual(["associations lab: not received yet"]);
  await vi.advanceTimersByTimeAsync(60_001);
  expect(await readiness.check()).toContainEqual({
    name: "associations",
    cluster: "lab",
    state: "not received yet",
    isFatal: false,
  });
  keys = { lab: read };
  expect(await findFatal()).toEqual(["associations lab: not received yet"]);
  resources = { lab: { ...status, hasSynced: true } };
  expect(await findFatal()).toEqual([]);
});

/** The names of the checks that failed, for each report. */
const reports = () => onReadiness.mock.calls.map(([checks]) => checks.map(({ name }) => name));

test("a change of readiness is reported once, but not while the service starts", async () => {
  keys = { edge: failed };
  await readiness.check();
  await readiness.check();
  expect(reports()).toEqual([]);
  keys = { edge: read };
  await readiness.check();
  await readiness.check();
  expect(reports()).toEqual([[]]);
  auditFailure = "no space";
  await readiness.check();
  await readiness.check();
  hasDenyList = false;
  await readiness.check();
  expect(reports()).toEqual([[], ["audit"], ["deny_list", "audit"]]);
  readiness.stop();
  await readiness.check();
  expect(reports()).toHaveLength(3);
});

test("a service that is not ready after ten seconds is reported", async () => {
  checkCredentials.mockRejectedValue(new Error("none found"));
  await readiness.check();
  expect(reports()).toEqual([]);
  vi.advanceTimersByTime(10_000);
  await readiness.check();
  expect(reports()).toEqual([["credentials"]]);
});
