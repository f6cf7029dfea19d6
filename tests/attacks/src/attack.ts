import { expect, test } from "vitest";
import { GoodClient, type GoodRequests } from "./good-client.ts";
import type { Target } from "./target.ts";

/** Whether only the short form of each attack runs. */
export const isShort: boolean = process.env.ATTACKS_FORM !== "full";

/** What is special about an attack. */
interface AttackOptions<T> {
  /** A status that good requests can get too, if a promise goes before availability. */
  readonly alsoRight?: string;
  /** Further checks, after the well-behaved client has ended. */
  readonly finish?: (target: T) => Promise<void>;
}

/**
 * Defines an attack as a test: starts a target and a well-behaved client, attacks, and requires that each good request
 * before, during and after the attack is answered with 200.
 *
 * @param start - starts the target
 * @param run - attacks, and checks what the attacker got
 */
export function attack<T extends Target>(
  name: string,
  start: () => Promise<T>,
  run: (target: T, client: GoodClient) => Promise<void>,
  { alsoRight, finish }: AttackOptions<T> = {},
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
    const wrong = Object.keys(goodRequests.others).filter((result) => result !== alsoRight);
    expect(wrong, "wrong answers to the well-behaved client").toEqual([]);
    // An agent gives up after a second. Slow machines get more time.
    expect(goodRequests.worstMs, "the worst latency").toBeLessThan(1_000 + 10 * worstBeforeMs);
    await finish?.(target);
  });
}
