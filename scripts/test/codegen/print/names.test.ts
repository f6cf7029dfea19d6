import { expect, test } from "vitest";
import {
  literal,
  methodName,
  parameterName,
  patternName,
  variableName,
} from "../../../codegen/print/names.ts";

test("names are made of the model's", () => {
  expect(methodName("AssumeRoleForPodIdentity")).toBe("assumeRoleForPodIdentity");
  expect(patternName("JwtToken")).toBe("jwtTokenPattern");
  expect(variableName("default")).toBe("$default");
});

test("a parameter that goes unused says so", () => {
  expect(parameterName("value", { members: [] })).toBe("_value");
  expect(parameterName("value", { members: [{}] })).toBe("value");
});

test("a literal is escaped", () => {
  expect(literal('a "b" \\ \n`${')).toBe('"a \\"b\\" \\\\ \\n`${"');
});
