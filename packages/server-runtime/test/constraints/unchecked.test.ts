import { describe, expect, expectTypeOf, test } from "vitest";
import { checkEnum, checkRequired, type Document, type Unchecked } from "../../src/index.ts";
import { findViolations } from "./find-violations.ts";

const place = "Value at '/outer/member' failed to satisfy constraint: Member must satisfy enum value set:";

test.each<[string | number, (string | number)[], string[]]>([
  ["abc", ["abc", "def"], []],
  ["ABC", ["abc", "def"], [`${place} [abc, def]`]],
  ["constructor", ["abc"], [`${place} [abc]`]],
  [2, [1, 2], []],
  [3, [2, 1], [`${place} [2, 1]`]],
])("checkEnum checks %s of %j", (value, allowed, messages) => {
  for (const values of [allowed, new Set(allowed)]) {
    expect(findViolations((violations) => checkEnum(value, values, "/outer", "member", violations))).toEqual(
      messages,
    );
  }
});

describe("checkRequired", () => {
  test.each(["", 0, false, null])("accepts %j", (value) => {
    expect(findViolations((violations) => checkRequired(value, "/outer", "member", violations))).toEqual([]);
  });

  test("rejects undefined", () => {
    expect(findViolations((violations) => checkRequired(undefined, "/outer", "member", violations))).toEqual([
      "Value at '/outer/member' failed to satisfy constraint: Member must not be null",
    ]);
  });
});

type Letter = "a" | "b";
type Choice = { text: Letter; count?: never } | { text?: never; count: 1 | 2 };
interface Tree {
  letter: Letter;
  branches?: Tree[];
}

test("Unchecked: members are optional, and an enum is any string or number", () => {
  expectTypeOf<Unchecked<{ a: Letter; b: 1 | 2; c?: boolean }>>().toEqualTypeOf<{
    a?: string | undefined;
    b?: number | undefined;
    c?: boolean | undefined;
  }>();
});

test("Unchecked: lists, maps and types without parts stay the same", () => {
  expectTypeOf<Unchecked<Letter[]>>().toEqualTypeOf<string[]>();
  expectTypeOf<Unchecked<(Letter | null)[]>>().toEqualTypeOf<(string | null)[]>();
  expectTypeOf<Unchecked<Record<string, Letter | null>>>().toEqualTypeOf<{ [key: string]: string | null }>();
  expectTypeOf<Unchecked<Date>>().toEqualTypeOf<Date>();
  expectTypeOf<Unchecked<Uint8Array | bigint>>().toEqualTypeOf<Uint8Array | bigint>();
  expectTypeOf<Unchecked<AsyncIterable<Uint8Array>>>().toEqualTypeOf<AsyncIterable<Uint8Array>>();
  expectTypeOf<Unchecked<Document>>().toEqualTypeOf<Document>();
});

test("Unchecked: a union keeps its member", () => {
  expectTypeOf<{ text: string }>().toExtend<Unchecked<Choice>>();
  expectTypeOf<{ count: number }>().toExtend<Unchecked<Choice>>();
  expectTypeOf<object>().not.toExtend<Unchecked<Choice>>();
  expectTypeOf<{ text: string; count: number }>().not.toExtend<Unchecked<Choice>>();
});

test("Unchecked: a structure can contain itself", () => {
  expectTypeOf<{ branches: { letter: string }[] }>().toExtend<Unchecked<Tree>>();
  expectTypeOf<{ branches: { letter: number }[] }>().not.toExtend<Unchecked<Tree>>();
});
