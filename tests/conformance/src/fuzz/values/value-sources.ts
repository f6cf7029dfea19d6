import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import type { Binding } from "../../model/bindings.ts";

/** Texts without lone surrogates. */
const anyText = fc.string({ unit: anyCharacter, maxLength: 12 });

/** Texts for headers: printable characters up to a code, without leading and trailing spaces. */
export function headerTextsUpTo(max: number): fc.Arbitrary<string> {
  const codes = fc.integer({ min: 0x20, max }).filter((code) => code < 0x7f || code > 0xa0);
  return fc.string({ unit: codes.map(toCharacter) }).map((text) => text.replace(/^ +| +$/g, ""));
}

const anyDouble = fc.double().filter(isNotMinusZero);

const anyFloat = fc.float().filter(isNotMinusZero);

const anyDecimal = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
    fc.option(fc.stringMatching(/^[0-9]{1,30}$/)),
    fc.option(fc.stringMatching(/^[eE][+-]?[0-9]{1,4}$/)),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      `${sign}${whole}${fraction ? `.${fraction}` : ""}${exponent ?? ""}`,
  );

/** JSON values except null, which is an absent document. */
export function documentsWith(names: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(null, true, false),
      fc.oneof(anyDouble.filter(Number.isFinite), fc.integer()),
      anyText,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.tuple(names, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  return value.filter((document) => document !== null);
}

/** The sources of random values. A client that supports only a part of restJson1 has its own. */
export interface ValueSources {
  /** Values of simple types, by the type's name. */
  readonly simple: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Strings, by binding. */
  readonly texts: Readonly<Record<Binding, fc.Arbitrary<string>>>;
  /** The keys of maps. */
  readonly names: fc.Arbitrary<string>;
  /** Timestamps. For formats without fractions they are rounded down. */
  readonly timestamps: fc.Arbitrary<Date>;
  /** The minimum number of items of a list in a header, and of characters of its items. */
  readonly minInHeader: { readonly items: number; readonly characters: number };
}

/** Includes names that objects inherit, because they are valid keys. */
const anyName = fc.oneof(
  { arbitrary: anyText, weight: 4 },
  fc.constantFrom("__proto__", "constructor", "toString", "", "0"),
);

/** Every value that restJson1 can transport. */
export const allSources: ValueSources = {
  simple: {
    boolean: fc.boolean(),
    byte: fc.integer({ min: -128, max: 127 }),
    short: fc.integer({ min: -32_768, max: 32_767 }),
    integer: fc.integer(),
    long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    bigInteger: fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
    bigDecimal: anyDecimal,
    float: anyFloat,
    double: anyDouble,
    blob: fc.uint8Array({ maxLength: 20 }),
    document: documentsWith(anyName),
  },
  texts: { body: anyText, url: anyText, header: headerTextsUpTo(0xff) },
  names: anyName,
  // Years that all three formats support.
  timestamps: fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  }),
  minInHeader: { items: 0, characters: 0 },
};

function toCharacter(code: number): string {
  return String.fromCharCode(code);
}

function isNotMinusZero(value: number): boolean {
  return !Object.is(value, -0);
}
