import { expect, test } from "vitest";
import { describeOmitted } from "../../console/src/exchanges/texts.ts";

test.each([
  [0, true, undefined],
  [1, true, "1 other is not shown."],
  [21, true, "21 others are not shown."],
  [21, false, "There are more associations than were compared."],
])(
  "of %i associations that are left out (all compared: %s), the page says %s",
  (omitted, isComplete, text) => {
    expect(describeOmitted({ closest: [], omitted, isComplete })).toBe(text);
  },
);
