import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as runtime from "../../src/index.ts";

const api = { ...runtime };
type Reader = Extract<keyof typeof api, `textTo${string}`>;

const place = "the header x-foo";
const readers = Object.keys(runtime).filter((name): name is Reader => name.startsWith("textTo"));
const integers: Reader[] = ["textToByte", "textToShort", "textToInteger", "textToLong", "textToBigInteger"];

test.each<[Reader, string, unknown]>([
  ["textToBoolean", "true", true],
  ["textToBoolean", "false", false],
  ["textToByte", "-128", -128],
  ["textToByte", "007", 7],
  ["textToByte", "-0", 0],
  ["textToShort", "32767", 32767],
  ["textToInteger", "-2147483648", -2147483648],
  ["textToLong", "9223372036854775807", 9223372036854775807n],
  ["textToBigInteger", "123000000000000000000001", 123000000000000000000001n],
  ["textToBigDecimal", "-1.50e3", "-1.50e3"],
  ["textToFloat", "1.1", 1.1],
  ["textToFloat", "-Infinity", Number.NEGATIVE_INFINITY],
  ["textToDouble", "1e-7", 1e-7],
  ["textToDouble", "NaN", Number.NaN],
  ["textToDouble", "Infinity", Number.POSITIVE_INFINITY],
  ["textToEpochSeconds", "1515531081.1234", new Date(1515531081123)],
  ["textToEpochSeconds", "-1", new Date(-1000)],
  ["textToDateTime", "2019-12-16T23:48:18Z", new Date(1576540098000)],
  ["textToDateTime", "1985-04-12T23:20:50.52Z", new Date(482196050520)],
  ["textToDateTime", "1985-04-12T23:20:50.5299999999Z", new Date(482196050529)],
  ["textToDateTime", "2020-02-29T00:00:00Z", new Date("2020-02-29T00:00:00Z")],
  ["textToDateTime", "0050-01-01T00:00:00Z", new Date("0050-01-01T00:00:00Z")],
  ["textToHttpDate", "Tue, 29 Apr 2014 18:30:38 GMT", new Date(1398796238000)],
  ["textToHttpDate", "Sun, 02 Jan 2000 20:34:56.123 GMT", new Date(946845296123)],
  ["textToMediaTypeString", "dHJ1ZQ==", "true"],
  ["textToMediaTypeString", "", ""],
])("%s reads %j", (reader, text, value) => {
  expect(api[reader](text, place)).toEqual(value);
});

const otherDateTimes = [
  ...["1996-12-19T16:39:57+00", "1996-12-19T16:39:57+00Z", "1996-12-19T16:39:57", "1996-12-19T163957"],
  ...["19961219T163957Z", "19961219T163957", "19961219T16:39:57Z", "19961219T16:39:57", "1996-12-19T16:39Z"],
  ...["1996-12-19T16:39", "1996-12-19T1639", "1996-12-19T16Z", "1996-12-19T16", "1996-12-19 16:39:57Z"],
  ...["2011-12-03T10:15:30+01:00[Europe/Paris]", "1996-12-19T16:39:57-08:00"],
  ...["2019-02-29T00:00:00Z", "2019-02-30T00:00:00Z", "2019-04-31T00:00:00Z", "2019-13-01T00:00:00Z"],
  ...["2019-00-01T00:00:00Z", "2019-01-00T00:00:00Z", "2019-01-01T24:00:00Z", "2019-01-01T00:60:00Z"],
  ...["2019-01-01T00:00:60Z", "2019-01-01T00:00:00.Z", "2019-01-01t00:00:00z", "+012019-01-01T00:00:00Z"],
  ...["2019-01-01T00:00:00Z\n", "Tue, 29 Apr 2014 18:30:38 GMT", "1515531081.1234", "1515531081", ""],
];

const otherHttpDates = [
  ...["1985-04-12T23:20:50.52Z", "1515531081.1234", "", "Tue, 29 Apr 2014 18:30:38"],
  ...["Tue, 29 Apr 2014 18:30:38 UTC", "29 Apr 2014 18:30:38 GMT", "Xyz, 29 Apr 2014 18:30:38 GMT"],
  ...["Tue, 31 Apr 2014 18:30:38 GMT", "Tue, 9 Apr 2014 18:30:38 GMT", "Tue, 29 Apr 14 18:30:38 GMT"],
  ...["Tuesday, 29-Apr-14 18:30:38 GMT", "Tue Apr 29 18:30:38 2014", "tue, 29 apr 2014 18:30:38 gmt"],
  ...["Tue, 29 Apr 2014 18:30:38 GMT ", "Tue, 29 Apr 2014 25:30:38 GMT", "Tue, 29 Apr 2014 18:30:38. GMT"],
];

test.each<[Reader, string[]]>([
  [
    "textToBoolean",
    ["True", "TRUE", "y", "Y", "yes", "1", "on", "False", "FALSE", "n", "0", "off", "", " true"],
  ],
  ["textToByte", ["256", "-256", "128", "-129", "123000000000000000000000"]],
  ["textToShort", ["40000", "-40000", "9223372000000000000"]],
  ["textToInteger", ["2147483648", "-9223372000000000000", "123000000000000000000000"]],
  ["textToLong", ["-184467440737095500000", "9223372036854775808", "123000000000000000000000"]],
  ["textToBigInteger", ["1".repeat(4097)]],
  ["textToBigDecimal", ["1".repeat(4097), "NaN", "1.", "01", "1_0"]],
  ["textToFloat", ["1e39", "true", "2ABC", "0x42"]],
  ["textToDouble", ["1e400", "true", "2ABC", "0x42", "+1", ".5", "1.", "01", "inf", "nan", "", " 1"]],
  ["textToEpochSeconds", ["true", "1515531081ABC", "0x42", "1515531081.123.456", "Infinity", "-Infinity"]],
  ["textToEpochSeconds", ["NaN", "1985-04-12T23:20:50.52Z", "Tue, 29 Apr 2014 18:30:38 GMT", "1e300", ""]],
  ["textToDateTime", otherDateTimes],
  ["textToHttpDate", otherHttpDates],
  ["textToMediaTypeString", ["xyz", "YmxvYg=", "[][]", "-_==", "/w=="]],
])("%s rejects other texts and doesn't repeat them", (reader, texts) => {
  for (const text of texts) {
    expect(() => api[reader](text, place), text).toThrow(runtime.SerializationException);
    expect(() => api[reader](text, place)).toThrow(/^Expected .* in the header x-foo\.$/);
  }
});

test.each(integers)("%s rejects what isn't digits", (reader) => {
  const words = ["true", "2ABC", "0x42", "Infinity", "-Infinity", "NaN", "", "-"];
  for (const text of [...words, "+1", "1.001", "1.0", "1e2", " 1", "1\n", "1_000", "١"]) {
    expect(() => api[reader](text, place), text).toThrow(runtime.SerializationException);
  }
});

describe("any text is read or rejected", () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: anyCharacter }),
    fc.stringMatching(/^[-+0-9.eETZ:, =]*$/),
  );
  test.each(readers)("by %s", (reader) => {
    fc.assert(
      fc.property(texts, (text) => {
        try {
          api[reader](text, place);
        } catch (error) {
          expect(error).toBeInstanceOf(runtime.SerializationException);
        }
      }),
    );
  });
});
