import { type Caller, CallerError, type Refusal, RequestLimitError } from "@eks-auth/service";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { beforeEach, expect, it, vi } from "vitest";
import { AuditLog } from "../../src/audit/audit-log.ts";
import { JsonLogger } from "../../src/core/logger.ts";

stopClock();

let lines: Record<string, unknown>[];
let audit: AuditLog;

beforeEach(() => {
  lines = [];
  const destination = {
    name: "the audit",
    write(bytes: Uint8Array): number {
      const text = Buffer.from(bytes).toString().trimEnd();
      lines.push(...text.split("\n").map((line) => JSON.parse(line)));
      return bytes.length;
    },
    describeFailure: (code: string) => code,
  };
  audit = new AuditLog(new JsonLogger("info", undefined, destination), () => {});
});

function createRefusal(reason: Refusal["reason"], caller: Caller): Refusal {
  return {
    time: new Date(),
    requestId: "0b0f3c1e-8f4e-4c52-9a5e-3d1f6f1f8f10",
    cluster: "edge",
    caller,
    clientAddress: "192.0.2.10",
    outcome: "refused",
    error: "ThrottlingException",
    reason,
    pod: undefined,
    association: undefined,
  };
}

function callerOn(node: string): Caller {
  return { name: "agent", methods: ["sigv4"], clusters: "all", node: { name: node }, sameNode: false };
}

const limited = new RequestLimitError("caller_rate_limited", {
  who: "agent",
  limit: { perSecond: 20, burst: 500 },
  waitSeconds: 1,
});
const notAllowed = new CallerError("cluster_not_allowed", "The caller agent is not allowed.");

async function record(count: number, reason: Refusal["reason"], caller: Caller): Promise<number> {
  const before = lines.length;
  for (let index = 0; index < count; index++) {
    await audit.record(createRefusal(reason, caller));
  }
  return lines.length - before;
}

it.each([
  ["its rate limit", limited],
  ["a cluster that it is not allowed for", notAllowed],
])(
  "a caller that sends without end gets 60 lines a minute because of %s, and the rest is counted",
  async (_, reason) => {
    expect(await record(10_000, reason, callerOn("node-1"))).toBe(60);
    expect(await record(1, reason, callerOn("node-2")), "of another caller").toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines.at(-1)).toMatchObject({ code: "lines_not_logged", counts: { [reason.code]: 9_940 } });
    expect(await record(100, reason, callerOn("node-1")), "in the next minute").toBe(60);
  },
);

it("a refusal for another reason always has a line, because the rate limit bounds it", async () => {
  await record(100, limited, callerOn("node-1"));
  const unlimited = new CallerError("node_differs", "The pod is on another node.");
  expect(await record(100, unlimited, callerOn("node-1"))).toBe(100);
});

it("many callers together write at most 1,000 such lines a minute", async () => {
  for (let node = 0; node < 3_000; node++) {
    await record(1, limited, callerOn(`node-${node}`));
  }
  expect(lines).toHaveLength(1_000);
});

it("the end of the service writes how many were not recorded", async () => {
  await record(61, limited, callerOn("node-1"));
  await audit.close();
  expect(lines.at(-1)).toMatchObject({ code: "lines_not_logged", counts: { caller_rate_limited: 1 } });
});
