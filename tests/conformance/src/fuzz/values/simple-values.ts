import fc from "fast-check";

/** Where a value travels: text in a header can say less than text in JSON. */
export type Place = "body" | "header" | "text";

/** Any text without half characters. */
const anyText = fc.string({ unit: "binary", maxLength: 12 });

/** What a header carries: printable characters without outer spaces, Latin-1 at the most. */
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

/** Any JSON value but null, which is no document of its own. */
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

/** What random values are made of. A client that can say less than restJson1 has some of its own. */
export interface Ingredients {
  /** The values of the types that have neither members nor parts, by the type's name. */
  readonly simple: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Strings, by where they travel. */
  readonly texts: Readonly<Record<Place, fc.Arbitrary<string>>>;
  /** The keys of maps. */
  readonly names: fc.Arbitrary<string>;
  /** Points in time: those of a format without fractions lose theirs. */
  readonly moments: fc.Arbitrary<Date>;
  /** The least number of items of a list in a header, and of characters of a text among them. */
  readonly leastInHeader: { readonly items: number; readonly characters: number };
}

/** The names that objects inherit are keys like others. */
const anyName = fc.oneof(
  { arbitrary: anyText, weight: 4 },
  fc.constantFrom("__proto__", "constructor", "toString", "", "0"),
);

/** All that restJson1 can carry. */
export const anyIngredients: Ingredients = {
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
  texts: { body: anyText, text: anyText, header: headerTextsUpTo(0xff) },
  names: anyName,
  // Years that all three formats can write.
  moments: fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  }),
  leastInHeader: { items: 0, characters: 0 },
};

function toCharacter(code: number): string {
  return String.fromCharCode(code);
}

function isNotMinusZero(value: number): boolean {
  return !Object.is(value, -0);
}
