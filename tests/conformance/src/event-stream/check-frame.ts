import { Int64 } from "@smithy/core/event-streams";
import type { EventExpectation } from "../cases/case.ts";
import { checkBody } from "../check-answer.ts";
import { findDifference } from "../values/find-difference.ts";
import type { Frame } from "./frames.ts";

type Header = Frame["headers"][string];

/**
 * Checks an event against a case. Headers that the case does not name do not matter.
 *
 * @returns the problem, or undefined if there is none
 */
export function checkFrame({ headers, body }: Frame, expected: EventExpectation): string | undefined {
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const difference = findDifference(headers[name], toHeader(value));
    if (difference !== undefined) {
      return `the header ${name}: ${difference}`;
    }
  }
  const missing = expected.requireHeaders?.find((name) => !(name in headers));
  const forbidden = expected.forbidHeaders?.find((name) => name in headers);
  return (
    (missing && `the header ${missing} is missing`) ??
    (forbidden && `the header ${forbidden} is forbidden`) ??
    (expected.body === undefined ? undefined : checkBody({ body }, expected.body, expected.bodyMediaType))
  );
}

/** Converts the header of a case to that of the codec. */
function toHeader(expected: Readonly<Record<string, unknown>>): Header {
  const [[type = "", value] = []] = Object.entries(expected);
  switch (type) {
    case "blob":
      return { type: "binary", value: new Uint8Array(Buffer.from(String(value), "base64")) };
    case "timestamp":
      return { type, value: new Date(String(value)) };
    case "long":
      return { type, value: Int64.fromNumber(Number(value)) };
    default:
      return { type, value } as Header;
  }
}
