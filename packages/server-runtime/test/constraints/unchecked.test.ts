import { expectTypeOf, test } from "vitest";
import type { Document, Unchecked } from "../../src/index.ts";

type Letter = "a" | "b";
type Choice = { text: Letter; count?: never } | { text?: never; count: 1 | 2 };
interface Tree {
  letter: Letter;
  branches?: Tree[];
}

test("members are optional, and enums any string or number", () => {
  expectTypeOf<Unchecked<{ a: Letter; b: 1 | 2; c?: boolean }>>().toEqualTypeOf<{
    a?: string | undefined;
    b?: number | undefined;
    c?: boolean | undefined;
  }>();
});

test("lists, maps and what has no parts are kept", () => {
  expectTypeOf<Unchecked<Letter[]>>().toEqualTypeOf<string[]>();
  expectTypeOf<Unchecked<(Letter | null)[]>>().toEqualTypeOf<(string | null)[]>();
  expectTypeOf<Unchecked<Record<string, Letter | null>>>().toEqualTypeOf<{ [key: string]: string | null }>();
  expectTypeOf<Unchecked<Date>>().toEqualTypeOf<Date>();
  expectTypeOf<Unchecked<Uint8Array | bigint>>().toEqualTypeOf<Uint8Array | bigint>();
  expectTypeOf<Unchecked<AsyncIterable<Uint8Array>>>().toEqualTypeOf<AsyncIterable<Uint8Array>>();
  expectTypeOf<Unchecked<Document>>().toEqualTypeOf<Document>();
});

test("a union keeps its one member", () => {
  expectTypeOf<{ text: string }>().toExtend<Unchecked<Choice>>();
  expectTypeOf<{ count: number }>().toExtend<Unchecked<Choice>>();
  expectTypeOf<object>().not.toExtend<Unchecked<Choice>>();
  expectTypeOf<{ text: string; count: number }>().not.toExtend<Unchecked<Choice>>();
});

test("a structure may hold itself", () => {
  expectTypeOf<{ branches: { letter: string }[] }>().toExtend<Unchecked<Tree>>();
  expectTypeOf<{ branches: { letter: number }[] }>().not.toExtend<Unchecked<Tree>>();
});
