import { expect, test } from "vitest";
import { GoodClient, type GoodRequests } from "./good-client.ts";
import type { Target } from "./target.ts";

/** Whether only the short form of each attack runs. */
export const isShort: boolean = process.env.ATTACKS_FORM !== "full";

/**
 * Defines an attack as a test: starts a target and a well-behaved client, attacks, and requires that each good request
 * before, during and after the attack is answered with 200.
 *
 * @param start - starts the target
 * @param run - attacks, and checks what the attacker got
 * @param finish - further checks, after the well-behaved client has ended
 */
export function attack<T extends Target>(
  name: string,
  start: () => Promise<T>,
  run: (target: T, client: GoodClient) => Promise<void>,
  finish?: (target: T) => Promise<void>,
): void {
  test(name, async ({ task }) => {
    await using target = await start();
    await using client = new GoodClient(target.goodRequest);
    await client.waitForRequests(20);
    const { worstMs: worstBeforeMs } = client.soFar;
    let goodRequests: GoodRequests;
    try {
      await run(target, client);
      await client.waitForRequests(10);
    } finally {
      goodRequests = await client.finish();
      task.meta.goodRequests = goodRequests;
    }
    expect(goodRequests, "the answers to the well-behaved client").toMatchObject({
      answered: goodRequests.sent,
      others: {},
    });
    // An agent gives up after a second. Slow machines get more time.
    expect(goodRequests.worstMs, "the worst latency").toBeLessThan(1_000 + 10 * worstBeforeMs);
    await finish?.(target);
  });
}
