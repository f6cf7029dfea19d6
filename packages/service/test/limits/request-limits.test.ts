import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RequestLimitError } from "../../src/limits/request-limit-error.ts";
import { RequestLimits, type RequestLimitsConfig } from "../../src/limits/request-limits.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const edge = { name: "edge" };
const lab = { name: "lab" };
const plenty = { perSecond: 1_000, burst: 1_000 };
const agentOn = (node: string) => ({ name: "system:serviceaccount:eks-auth:agent", node: { name: node } });

function createLimits(config: Partial<RequestLimitsConfig>): RequestLimits {
  return new RequestLimits({ perCaller: plenty, perCluster: plenty, ...config });
}

/** Sends requests, and returns what each of them met. */
function send(
  limits: RequestLimits,
  cluster: { readonly name: string },
  caller: Parameters<RequestLimits["require"]>[1],
  count: number,
): (RequestLimitError | undefined)[] {
  return Array.from({ length: count }, () => {
    try {
      limits.require(cluster, caller);
      return undefined;
    } catch (error) {
      return error as RequestLimitError;
    }
  });
}

const codes = (errors: readonly (RequestLimitError | undefined)[]) => errors.map((error) => error?.code);

test("a caller has its burst, then its rate, for each cluster and on each node", () => {
  const limits = createLimits({ perCaller: { perSecond: 2, burst: 3 } });
  const refused = Array(2).fill("caller_rate_limited");
  const all = Array(3).fill(undefined);
  expect(codes(send(limits, edge, agentOn("one"), 5))).toEqual([...all, ...refused]);
  expect(codes(send(limits, edge, agentOn("two"), 3))).toEqual(all);
  expect(codes(send(limits, lab, agentOn("one"), 3))).toEqual(all);
  expect(codes(send(limits, edge, { name: "edge-key" }, 5))).toEqual([...all, ...refused]);
  for (const uid of ["uid-0", "uid-1"]) {
    const token = {
      namespace: "eks-auth",
      serviceAccount: "agent",
      pod: { name: "agent", uid },
      keyId: "key-0",
    };
    expect(codes(send(limits, edge, { name: "without a node", token }, 4))).toEqual([...all, refused[0]]);
  }
  vi.advanceTimersByTime(1_000);
  expect(codes(send(limits, edge, agentOn("one"), 3))).toEqual([undefined, undefined, "caller_rate_limited"]);
});

test("the error says who is over which limit, when to ask again, and what to do", () => {
  const limits = createLimits({ perCaller: { perSecond: 0.25, burst: 1 } });
  const [, onNode] = send(limits, edge, agentOn("one"), 2);
  expect(onNode).toBeInstanceOf(RequestLimitError);
  expect(onNode?.retryAfterSeconds).toBe(4);
  expect(onNode?.message).toBe(
    "The caller system:serviceaccount:eks-auth:agent on the node one sends more than 0.25 requests a second, after 1 at once. Find out why it asks so often, or raise limits.perCaller.",
  );
  const [, withKey] = send(limits, edge, { name: "edge-key" }, 2);
  expect(withKey?.message).toMatch(/^The caller edge-key sends more than /);
  vi.advanceTimersByTime(3_500);
  expect(send(limits, edge, agentOn("one"), 1)[0]?.retryAfterSeconds).toBe(1);
});

test("callers of a cluster share its rate fairly, and no other cluster's", () => {
  const limits = createLimits({ perCluster: { perSecond: 10, burst: 20 } });
  expect(codes(send(limits, edge, agentOn("busy"), 30)).slice(19)).toEqual([
    undefined,
    ...Array(10).fill("cluster_rate_limited"),
  ]);
  expect(codes(send(limits, edge, agentOn("quiet"), 6))).toEqual([
    ...Array(5).fill(undefined),
    "cluster_rate_limited",
  ]);
  expect(codes(send(limits, lab, agentOn("busy"), 20))).toEqual(Array(20).fill(undefined));
  const [error] = send(limits, edge, agentOn("busy"), 1);
  expect(error?.message).toMatch(/^The callers of the cluster edge send more than 10 requests a second, /);
  expect(error?.retryAfterSeconds).toBe(1);
});

test("requests over the caller's limit do not count against the cluster's", () => {
  const limits = createLimits({
    perCaller: { perSecond: 1, burst: 1 },
    perCluster: { perSecond: 1, burst: 2 },
  });
  send(limits, edge, agentOn("busy"), 100);
  expect(codes(send(limits, edge, agentOn("quiet"), 1))).toEqual([undefined]);
});

test("a caller that was forgotten has no more than one that was not", () => {
  const limits = createLimits({ perCaller: { perSecond: 10, burst: 3 } });
  send(limits, edge, agentOn("one"), 3);
  // Each new caller makes room.
  for (let index = 0; index < 100; index++) {
    send(limits, edge, agentOn(`other ${index}`), 1);
  }
  expect(codes(send(limits, edge, agentOn("one"), 1))).toEqual(["caller_rate_limited"]);
});

test("at most 10,000 callers of a cluster have an entry", () => {
  const limits = createLimits({
    perCaller: { perSecond: 0.001, burst: 1 },
    perCluster: { perSecond: 1e6, burst: 1e6 },
  });
  send(limits, edge, agentOn("first"), 1);
  for (let index = 0; index < 9_999; index++) {
    send(limits, edge, agentOn(`other ${index}`), 1);
  }
  expect(codes(send(limits, edge, agentOn("first"), 1))).toEqual(["caller_rate_limited"]);
  for (let index = 0; index < 10_000; index++) {
    send(limits, edge, agentOn(`another ${index}`), 1);
  }
  expect(codes(send(limits, edge, agentOn("first"), 1))).toEqual([undefined]);
});
