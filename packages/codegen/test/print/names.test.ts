import { expect, test } from "vitest";
import { literal, methodName, patternName, typeName, variableName } from "../../src/print/names.ts";

test("derives names from the model's", () => {
  expect(methodName("AssumeRoleForPodIdentity")).toBe("assumeRoleForPodIdentity");
  expect(patternName("JwtToken")).toBe("jwtTokenPattern");
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
