import { expect, test } from "vitest";
import { compileWaiters, emitLightWaiters } from "../../../src/emit/client-light/waiters.ts";
import { describeLightOmissions } from "../../../src/generate/client-notices.ts";
import type { JsonAst } from "../../../src/model/json-ast.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { withTrait } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

function waitable(waiters: object): JsonAst {
  return withTrait("ex#PutThing", "smithy.waiters#waitable", waiters);
}

const output = (path: string, expected = "true", comparator = "booleanEquals") => ({
  output: { path, expected, comparator },
});

test("a waiter has the states of its acceptors, in order, and its pauses", async () => {
  const model = waitable({
    ThingMade: {
      documentation: "Waits until a thing is made.",
      deprecated: true,
      minDelay: 5,
      acceptors: [
        { state: "failure", matcher: { errorType: "ex#Refused" } },
        { state: "success", matcher: output("made != `null`") },
        { state: "retry", matcher: { success: true } },
        { state: "failure", matcher: output("made == `null`") },
        { state: "retry", matcher: { success: false } },
      ],
    },
  });
  expect((await emitLines(emitLightWaiters, model)).join("\n")).toBe(`/**
 * Waits until a thing is made.
 *
 * @deprecated
 * @returns the last output; undefined if an error of the service was waited for
 * @throws {WaiterError} if the state can't be reached any more, or not in time
 * @see ex#PutThing
 */
export function waitUntilThingMade(
  client: Pick<Things, "putThing">,
  input: PutThingInput,
  options: WaiterOptions,
): Promise<WithMetadata<PutThingOutput> | undefined> {
  return waitUntil(
    {
      name: "ThingMade",
      minDelay: 5,
      maxDelay: 120,
      matchOutput: (output) => (!((output.made ?? null) === null) ? "success" : "retry"),
      matchError: (error) => (error.name === "Refused" ? "failure" : "retry"),
    },
    options,
    (callOptions) => client.putThing(input, callOptions),
  );
}`);
});

test("an expression can compare the input with the output", async () => {
  const matcher = {
    inputOutput: {
      path: "input.name == input.id && output.made == `null`",
      expected: "true",
      comparator: "booleanEquals",
    },
  };
  const model = waitable({ ThingMade: { acceptors: [{ state: "success", matcher }] } });
  const text = (await emitLines(emitLightWaiters, model)).join("\n");
  expect(text).toContain("input.name === input.id && (output.made ?? null) === null");
});

test("a waiter whose expression can't be compiled is left out, with a notice", () => {
  const model = waitable({
    Compiled: { acceptors: [{ state: "success", matcher: { success: true } }] },
    Other: { acceptors: [{ state: "success", matcher: output("sum(made) > `1`") }] },
    Wrong: { acceptors: [{ state: "success", matcher: output("made", "x", "allStringEquals") }] },
  });
  const service = resolveService(model);
  expect(compileWaiters(service).compiled.map(({ waiter }) => waiter.name)).toEqual(["Compiled"]);
  expect(describeLightOmissions(service)).toEqual([
    "Not in the light client: the waiter Other. Its expression sum(made) > `1`: it calls sum with a value of another type.",
    "Not in the light client: the waiter Wrong. Its expression made: it results in a value of another type instead of a list.",
  ]);
});
