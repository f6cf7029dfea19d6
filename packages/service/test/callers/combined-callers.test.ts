import fc from "fast-check";
import { expect, test } from "vitest";
import { createAuthenticate } from "../../src/callers/authenticate.ts";
import type { Caller } from "../../src/callers/caller.ts";
import type { AuthenticatedCaller } from "../../src/callers/caller-method.ts";
import { isSameNode } from "../../src/callers/same-node.ts";
import { sampleRequest } from "./sample-request.ts";

const names = ["blue", "green", "red"];

const node = fc.record(
  { name: fc.constantFrom("node-1", "node-2"), uid: fc.constantFrom("uid-1", "uid-2") },
  { requiredKeys: ["name"] },
);

const callers: fc.Arbitrary<AuthenticatedCaller[]> = fc.array(
  fc.record(
    {
      method: fc.constantFrom("serviceAccount" as const, "sigv4" as const, "certificate" as const),
      name: fc.string(),
      clusters: fc.oneof(
        fc.constant("all" as const),
        fc.subarray(names).map((some) => new Set(some)),
      ),
      node,
    },
    { requiredKeys: ["method", "name", "clusters"] },
  ),
  { minLength: 1, maxLength: 3 },
);

/** Returns undefined if the caller is rejected. */
async function combine(all: readonly AuthenticatedCaller[]): Promise<Caller | undefined> {
  const methods = all.map((caller) => () => caller);
  const authenticate = createAuthenticate({ methods, onRejected() {} });
  return Promise.resolve(authenticate(sampleRequest())).catch(() => undefined);
}

const allows = ({ clusters }: Pick<Caller, "clusters">, name: string): boolean =>
  clusters === "all" || clusters.has(name);

test("several credentials never allow more than each of them, in any order", async () => {
  await fc.assert(
    fc.asyncProperty(callers, async (all) => {
      const caller = await combine(all);
      const reversed = await combine(all.toReversed());
      expect(reversed === undefined).toBe(caller === undefined);
      const nodes = all.flatMap(({ node: one }) => one ?? []);
      const agree = nodes.every((one) => nodes.every((other) => isSameNode(one, other)));
      expect(caller !== undefined).toBe(agree);
      if (caller === undefined || reversed === undefined) {
        return;
      }
      for (const name of [...names, "other"]) {
        const isAllowed = all.every((each) => allows(each, name));
        expect([allows(caller, name), allows(reversed, name)]).toEqual([isAllowed, isAllowed]);
      }
      expect(caller.node).toEqual(nodes.find(({ uid }) => uid !== undefined) ?? nodes[0]);
      expect(reversed.node).toEqual(caller.node);
      expect([caller.sameNode, reversed.sameNode]).toEqual([reversed.sameNode, caller.sameNode]);
      expect(caller.sameNode).toBe(nodes.length > 0 || all.some(({ method }) => method === "serviceAccount"));
    }),
  );
});
