import fc from "fast-check";

/** Where a value travels: text in a header can say less than text in JSON. */
export type Place = "body" | "header" | "text";

/** Any text without half characters. */
const anyText = fc.string({ unit: "binary", maxLength: 12 });

/** A header carries printable Latin-1 without outer spaces. */
const headerText = fc
  .string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code < 0x7f || code > 0xa0)
      .map(toCharacter),
  })
  .map((text) => text.replace(/^ +| +$/g, ""));

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

/** Years that all three formats can write. */
const milliseconds = { min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z") };

/** Any JSON value; the names of its members may be those that objects inherit. */
const anyDocument: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.oneof(anyDouble.filter(Number.isFinite), fc.integer()),
    anyText,
    fc.array(tie("value"), { maxLength: 4 }),
    fc
      .array(fc.tuple(anyName(), tie("value")), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** A key of a map, among them those that objects inherit. */
export function anyName(): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: anyText, weight: 4 },
    fc.constantFrom("__proto__", "constructor", "toString", "", "0"),
  );
}

/** Text for a place. */
export function textFor(place: Place): fc.Arbitrary<string> {
  return place === "header" ? headerText : anyText;
}

/** The values of the types that have neither members nor parts, by the type's name. */
export const simpleValues: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
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
  document: anyDocument.filter((value) => value !== null),
};

/** A point in time: whole seconds where the format has no room for more. */
export function momentFor(format: string): fc.Arbitrary<Date> {
  return fc
    .date({ ...milliseconds, noInvalidDate: true })
    .map((date) => (format === "http-date" ? new Date(Math.floor(date.getTime() / 1000) * 1000) : date));
}

function toCharacter(code: number): string {
  return String.fromCharCode(code);
}

function isNotMinusZero(value: number): boolean {
  return !Object.is(value, -0);
}
