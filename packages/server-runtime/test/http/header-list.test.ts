import fc from "fast-check";
import { expect, test } from "vitest";
import {
  httpDateToText,
  joinHeader,
  quoteHeaderItem,
  SerializationException,
  splitHeader,
  splitHttpDates,
  textToHttpDate,
} from "../../src/index.ts";

const place = "the header x-foo";

test.each<[string, string[]]>([
  ["", []],
  [" \t", []],
  ["a", ["a"]],
  ["a, b,c", ["a", "b", "c"]],
  [" a\t, b ", ["a", "b"]],
  ["a,,b", ["a", "", "b"]],
  ["a,", ["a", ""]],
  ['"b,c", "\\"def\\"", a', ["b,c", '"def"', "a"]],
  ['""', [""]],
  ['" a "', [" a "]],
  ['"a\\\\", "b\\c"', ["a\\", "b\\c"]],
  ['a"b, c"', ['a"b', 'c"']],
  ['"a",', ["a", ""]],
  ["a\u00a0", ["a\u00a0"]],
  ["\u00a0", ["\u00a0"]],
])("splits %j", (header, items) => {
  expect(splitHeader(header, place)).toEqual(items);
});

test.each(['"', '"a', 'a, "b', '"a"b', '"a" b, c', '"a\\"', '"a\\', '"a""b"'])("refuses %j", (header) => {
  expect(() => splitHeader(header, place)).toThrow(SerializationException);
  expect(() => splitHeader(header, place)).toThrow(/ in the header x-foo\.$/);
});

test("quotes what needs it", () => {
  expect(joinHeader(["b,c", '"def"', "a"].map(quoteHeaderItem))).toBe('"b,c", "\\"def\\"", a');
  expect([" a", "a\t", "a b", "a\\b", ""].map(quoteHeaderItem)).toEqual([
    '" a"',
    '"a\t"',
    "a b",
    "a\\b",
    '""',
  ]);
});

test("a list is split as it was joined", () => {
  const items = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom('"', "\\", ",", " ", "a", "\t")).map((it) => it.join("")),
  );
  fc.assert(
    fc.property(fc.array(items), (list) => {
      expect(splitHeader(joinHeader(list.map(quoteHeaderItem)), place)).toEqual(list);
    }),
  );
});

test("any header is split or refused, a long one too", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', "\\", ",", " ", "a") }), (header) => {
      try {
        splitHeader(header, place);
      } catch (error) {
        expect(error).toBeInstanceOf(SerializationException);
      }
    }),
  );
  // More than linear work would take these past the test's own time.
  for (const part of ['"', '\\"', '"a",', " ", ', "', "\t,"]) {
    try {
      splitHeader(part.repeat(200_000), place);
    } catch (error) {
      expect(error).toBeInstanceOf(SerializationException);
    }
  }
});

test("splits timestamps, which have commas", () => {
  const date = "Mon, 16 Dec 2019 23:48:18 GMT";
  expect(splitHttpDates("")).toEqual([]);
  expect(splitHttpDates(date)).toEqual([date]);
  expect(splitHttpDates(`${date}, ${date},${date}`)).toEqual([date, date, date]);
  expect(splitHttpDates(`${date}, Mon`)).toEqual([date, "Mon"]);
  const times = fc.array(
    fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000)),
  );
  fc.assert(
    fc.property(times, (dates) => {
      const header = joinHeader(dates.map((time) => httpDateToText(time, "", "t")));
      expect(splitHttpDates(header).map((text) => textToHttpDate(text, place))).toEqual(dates);
    }),
  );
});
