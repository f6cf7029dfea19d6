import { describe, expect, it } from "vitest";
import { type ErrorName, errors, findErrorName } from "../src/index.ts";

describe("findErrorName", () => {
  it.each(Object.entries(errors))("finds %s by its status and header", (name, { status }) => {
    expect(findErrorName(status, name)).toBe(name);
  });

  it.each([
    ["a namespace", "com.amazonaws.eksauth#ExpiredTokenException"],
    ["a URI", "ExpiredTokenException:http://internal.amazon.com/coral/com.amazon.coral.validate/"],
    ["both", "com.amazonaws.eksauth#ExpiredTokenException:http://internal.amazon.com/"],
  ])("ignores %s", (_, header) => {
    expect(findErrorName(400, header)).toBe("ExpiredTokenException" satisfies ErrorName);
  });

  it("needs no header if only one error has the status", () => {
    expect(findErrorName(404)).toBe("ResourceNotFoundException");
    expect(findErrorName(429, null)).toBe("ThrottlingException");
  });

  it.each([
    ["a status that several errors have, without a header", 400, undefined],
    ["an error of the protocol", 400, "SerializationException"],
    ["an error of another status", 404, "ThrottlingException"],
    ["a status that no error has", 418, "ThrottlingException"],
    ["a property of every object", 400, "constructor"],
  ])("finds nothing for %s", (_, status, header) => {
    expect(findErrorName(status, header)).toBeUndefined();
  });
});
