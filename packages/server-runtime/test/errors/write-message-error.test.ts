import { expect, test } from "vitest";
import { writeMessageError } from "../../src/index.ts";
import { StrangerException } from "../greeter.ts";

test.each([
  [{ message: "Who?" }, '{"message":"Who?"}'],
  [{ message: "" }, '{"message":""}'],
  [{ message: undefined }, "{}"],
  [{}, "{}"],
])("writes %j", (members, body) => {
  expect(writeMessageError(new StrangerException(members))).toEqual({
    status: 404,
    headers: { "content-type": "application/json", "x-amzn-errortype": "StrangerException" },
    body,
  });
});
