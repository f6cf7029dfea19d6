import fc from "fast-check";
import { expect, test } from "vitest";
import { FairSlots } from "../../src/limits/fair-slots.ts";

/** Takes slots for a client as long as it can. @returns how many it got */
function takeAll(slots: FairSlots, client: string, limit: number): number {
  let taken = 0;
  while (slots.hasRoom(client, limit)) {
    slots.take(client);
    taken += 1;
  }
  return taken;
}

test("one client gets four fifths, the next ones four fifths of the rest, and a client without a slot always one", () => {
  const slots = new FairSlots(4);
  expect(takeAll(slots, "a", 100)).toBe(80);
  expect(takeAll(slots, "b", 100)).toBe(16);
  expect(takeAll(slots, "c", 100)).toBe(4);
  expect(slots.hasRoom("d", 100)).toBe(false);
  slots.free("a");
  expect(slots.hasRoom("a", 100)).toBe(false);
  expect(slots.hasRoom("d", 100)).toBe(true);
});

test("never has more slots taken than its limit, and all are free again in the end", () => {
  const step = fc.record({
    client: fc.constantFrom("a", "b", "c", "d"),
    limit: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const slots = new FairSlots(4);
      const taken: string[] = [];
      for (const { client, limit } of steps) {
        if (slots.hasRoom(client, limit)) {
          slots.take(client);
          taken.push(client);
          expect(slots.size).toBeLessThanOrEqual(limit);
        }
        expect(slots.size).toBe(taken.length);
        expect(slots.countOf(client)).toBe(taken.filter((other) => other === client).length);
      }
      for (const client of taken) {
        slots.free(client);
      }
      expect(slots.size).toBe(0);
      expect(slots.countOf("a")).toBe(0);
    }),
  );
});
