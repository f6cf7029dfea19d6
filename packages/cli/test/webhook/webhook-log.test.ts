import { stopClock } from "@eks-auth/test-kit/clocks";
import type { PodReview } from "@eks-auth/webhook";
import { beforeEach, expect, test, vi } from "vitest";
import { JsonLogger } from "../../src/core/logger.ts";
import { WebhookLog } from "../../src/webhook/webhook-log.ts";

stopClock();

let lines: Record<string, unknown>[];
let log: WebhookLog;

beforeEach(() => {
  lines = [];
  const destination = {
    name: "the log",
    write(bytes: Uint8Array): number {
      const text = Buffer.from(bytes).toString().trimEnd();
      lines.push(...text.split("\n").map((line) => JSON.parse(line)));
      return bytes.length;
    },
    describeFailure: (code: string) => code,
  };
  log = new WebhookLog(new JsonLogger("info", undefined, destination));
});

function review(change: Partial<PodReview>): void {
  const pod = { namespace: "shop", serviceAccount: "cart", pod: "cart-0", warnings: [] };
  log.onReview({ outcome: "injected", reason: undefined, ...pod, ...change });
}

test("pods that are left as they are, which is not logged, do not count for the limits", async () => {
  for (let index = 0; index < 2_000; index++) {
    review({ outcome: "skipped", reason: "no_association", namespace: `n${index % 100}` });
  }
  review({});
  vi.advanceTimersByTime(60_000);
  await log.close();
  expect(lines.map(({ code }) => code)).toEqual(["injected"]);
});

test("ordinary decisions hide no failure", async () => {
  for (let index = 0; index < 2_000; index++) {
    review({ namespace: `n${index % 100}` });
  }
  review({ outcome: "failed", reason: "look_up_failed" });
  log.onLookUp("failed", "no answer in time");
  vi.advanceTimersByTime(60_000);
  await log.close();
  expect(lines.slice(1_000)).toMatchObject([
    { code: "review_failed", level: "warn", reason: "look_up_failed" },
    { code: "look_up_failed", reason: "no answer in time" },
    { code: "lines_not_logged", counts: { injected: 1_000 } },
  ]);
});
