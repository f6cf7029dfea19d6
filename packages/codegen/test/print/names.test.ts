import { expect, test } from "vitest";
import {
  literal,
  methodName,
  patternName,
  propertyKey,
  typeName,
  variableName,
} from "../../src/print/names.ts";

test("derives names from the model's", () => {
  expect(methodName("AssumeRoleForPodIdentity")).toBe("assumeRoleForPodIdentity");
  expect(patternName("JwtToken")).toBe("patternJwtToken");
  expect(variableName("default")).toBe("$default");
});

test("escapes literals", () => {
  expect(literal('a "b" \\ \n`${')).toBe('"a \\"b\\" \\\\ \\n`${"');
});

test("a shape with a reserved name gets an underscore", () => {
  expect(typeName("Date")).toBe("_Date");
  expect(typeName("Record")).toBe("_Record");
  expect(typeName("DocumentValue")).toBe("_DocumentValue");
  expect(typeName("Credentials")).toBe("Credentials");
});

test("names stay different from each other, because a name with an underscore gets another one", () => {
  expect(["Date", "_Date", "__Date"].map(typeName)).toEqual(["_Date", "__Date", "___Date"]);
  expect(["class", "ErrorName", "findErrorName"].map(typeName)).toEqual([
    "_class",
    "_ErrorName",
    "_findErrorName",
  ]);
  expect(["Then", "Then_", "Constructor"].map(methodName)).toEqual(["then_", "then__", "constructor_"]);
  expect(["ThenWhat", "GetThing"].map(methodName)).toEqual(["thenWhat", "getThing"]);
});

test("a key of an object literal never sets its prototype", () => {
  expect(["name", "x-hyphen", "__proto__"].map(propertyKey)).toEqual([
    '"name"',
    '"x-hyphen"',
    '["__proto__"]',
  ]);
});
