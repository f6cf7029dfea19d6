import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AstMember, AstShape, JsonAst, Traits } from "../../src/model/json-ast.ts";
import { bumps, packageKeys } from "../../src/semver/bump.ts";
import { requiredBumps } from "../../src/semver/change.ts";
import { diffModels } from "../../src/semver/compare/diff-models.ts";
import { label, member, minimalModel, structure } from "../models.ts";

const trait = (name: string, value: unknown = {}): Traits => ({ [`smithy.api#${name}`]: value });

/** Limits, of which each can be missing. */
const limits = fc.record(
  { min: fc.integer({ min: 0, max: 9 }), max: fc.integer({ min: 9, max: 20 }) },
  { requiredKeys: [], noNullPrototype: true },
);
const length = fc.option(
  limits.map((value) => trait("length", value)),
  { nil: {} },
);

/** Traits that say nothing new about any member. */
const silent = fc.subarray([
  trait("addedDefault"),
  trait("internal"),
  trait("default", null),
  trait("tags", ["a"]),
]);

/** Where a member of the input is, and the format of a timestamp there. */
const places = [
  { traits: {}, format: "epoch-seconds" },
  { traits: trait("httpHeader", "X-Some-Header"), format: "http-date" },
  { traits: trait("httpQuery", "q"), format: "date-time" },
];

/** A member, a member that means the same, and the traits of the string that either targets. */
interface Equal {
  readonly target: "Text" | "smithy.api#Timestamp";
  readonly old: Traits;
  readonly now: Traits;
}

const equalMembers = (text: Traits): fc.Arbitrary<Equal> =>
  fc
    .record({
      target: fc.constantFrom("Text" as const, "smithy.api#Timestamp" as const),
      place: fc.constantFrom(...places),
      isRequired: fc.boolean(),
      added: silent,
      repeats: fc.boolean(),
      changesCase: fc.boolean(),
      name: fc.option(fc.constant(trait("jsonName", "value")), { nil: {} }),
    })
    .map(({ target, place, isRequired, added, repeats, changesCase, name }) => {
      const old = { ...place.traits, ...(isRequired && trait("required")) };
      const fact = target === "Text" ? text : trait("timestampFormat", place.format);
      const header =
        changesCase && "smithy.api#httpHeader" in old ? trait("httpHeader", "x-some-header") : {};
      return { target, old, now: Object.assign({}, old, ...added, repeats ? fact : {}, header, name) };
    });

const withValue = (target: string, traits: Traits, text: Traits, http: object, error: Traits): JsonAst => {
  const shape = minimalModel().shapes["ex#PutThing"] as AstShape;
  const uri = { method: "PUT", uri: "/things/{id}", ...http };
  return minimalModel({
    "ex#PutThing": { ...shape, traits: trait("http", uri) },
    "ex#PutThingInput": structure({ id: member("smithy.api#String", label), value: member(target, traits) }),
    "ex#Text": { type: "string", traits: text },
    "ex#Refused": structure({}, { ...trait("error", "client"), ...error }),
  });
};

/** Two models that mean the same. */
const equalModels = length.chain((text) =>
  fc
    .record({
      both: equalMembers(text),
      code: fc.constantFrom({}, { code: 200 }),
      status: fc.constantFrom({}, trait("httpError", 400)),
    })
    .map(({ both: { target, old, now }, code, status }) => ({
      old: withValue(target, old, text, {}, {}),
      now: withValue(target, now, text, code, status),
    })),
);

test("a model has no change from itself", () => {
  fc.assert(
    fc.property(equalModels, ({ now }) => {
      expect(diffModels(now, structuredClone(now))).toEqual([]);
    }),
  );
});

test("models that mean the same differ only in details, which need no more than a patch of the types", () => {
  fc.assert(
    fc.property(equalModels, ({ old, now }) => {
      for (const changes of [diffModels(old, now), diffModels(now, old)]) {
        expect(changes.filter(({ rule }) => rule !== "model-detail")).toEqual([]);
        expect(changes.length > 0).toBe(JSON.stringify(old) !== JSON.stringify(now));
        expect(requiredBumps(changes, "1.0.0")).toMatchObject({ client: "none", server: "none" });
      }
    }),
  );
});

test("the order of members is a detail", () => {
  const names = ["a", "b", "c", "d"];
  const ordered = (order: readonly string[]) => {
    const members = order.map((name): [string, AstMember] => [name, member("smithy.api#String")]);
    return minimalModel({ "ex#PutThingOutput": structure(Object.fromEntries(members)) });
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (order) => {
      const isSame = order.join() === names.join();
      const rules = diffModels(ordered(names), ordered(order)).map(({ rule }) => rule);
      expect(rules).toEqual(isSame ? [] : ["model-detail"]);
    }),
  );
});

describe("allowing more in requests never needs a larger bump than allowing less", () => {
  const isWider = (wide: { min?: number; max?: number }, narrow: { min?: number; max?: number }) =>
    (wide.min ?? 0) <= (narrow.min ?? 0) &&
    (wide.max ?? Number.POSITIVE_INFINITY) >= (narrow.max ?? Number.POSITIVE_INFINITY);

  test("by a length of the member or of its target", () => {
    const sized = (own: object | undefined, target: object) =>
      withValue("Text", own === undefined ? {} : trait("length", own), trait("length", target), {}, {});
    const member = fc.option(limits, { nil: undefined });
    fc.assert(
      fc.property(member, limits, member, limits, (oldOwn, oldTarget, nowOwn, nowTarget) => {
        fc.pre(isWider(nowOwn ?? nowTarget, oldOwn ?? oldTarget));
        const [old, now] = [sized(oldOwn, oldTarget), sized(nowOwn, nowTarget)];
        const [wider, narrower] = [diffModels(old, now), diffModels(now, old)];
        expect(wider.map(({ rule }) => rule)).not.toContain("constraint-tightened-request");
        for (const key of packageKeys) {
          const [less, more] = [wider, narrower].map((changes) => requiredBumps(changes, "1.0.0")[key]);
          expect(bumps.indexOf(less ?? "none"), key).toBeLessThanOrEqual(bumps.indexOf(more ?? "none"));
        }
      }),
    );
  });

  test("by @cors", () => {
    const headers = ["x-a", "x-b", "x-c"];
    const cors = (value: object | undefined) =>
      minimalModel({
        "ex#Things": {
          ...(minimalModel().shapes["ex#Things"] as AstShape),
          traits: { "aws.protocols#restJson1": {}, ...(value && trait("cors", value)) },
        },
      });
    fc.assert(
      fc.property(fc.subarray(headers), fc.boolean(), (fewer, isAny) => {
        const narrow = cors({ origin: "https://a.example", additionalAllowedHeaders: fewer });
        const wide = cors({ origin: isAny ? "*" : "https://a.example", additionalAllowedHeaders: headers });
        const [wider, narrower] = [diffModels(narrow, wide), diffModels(wide, narrow)];
        expect(wider.map(({ rule }) => rule)).not.toContain("cors-narrowed");
        expect(narrower.length).toBe(wider.length);
        for (const key of packageKeys) {
          const [less, more] = [wider, narrower].map((changes) => requiredBumps(changes, "1.0.0")[key]);
          expect(bumps.indexOf(less ?? "none"), key).toBeLessThanOrEqual(bumps.indexOf(more ?? "none"));
        }
      }),
    );
  });
});
