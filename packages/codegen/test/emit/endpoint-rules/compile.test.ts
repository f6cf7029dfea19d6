import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";
import type { JsonAst } from "../../../src/model/json-ast.ts";
import { minimalModel } from "../../models.ts";
import { TypeChecker } from "../names/type-checker.ts";
import { emitEndpointModule, withRules } from "./endpoint-module.ts";
import { emitParametersClient } from "./parameters-model.ts";
import { everyFunction, standardRules } from "./rule-sets.ts";

const checker = new TypeChecker();

/** Checks types of files with the repository's compiler options, as if they were in its folder build/. */
function check(files: ReadonlyMap<string, string>): string[] {
  return checker.check(
    new Map([...files].map(([path, text]) => [join(root, "build/endpoint-types", path), text])),
  );
}

test.each<[string, JsonAst]>([
  ["the rules of most AWS services", withRules(standardRules)],
  ["rules that call every function", withRules(everyFunction)],
  ["a model without rules", minimalModel()],
])("the code of %s compiles", (_name, model) => {
  expect(check(new Map([["endpoint.ts", emitEndpointModule(model)]]))).toEqual([]);
});

test("a client compiles whose options are parameters of its rules", () => {
  const use = `import { type EndpointParameters, resolveEndpoint, Things, type ThingsOptions } from "./index.ts";
    const options: ThingsOptions = { region: "eu-west-1", firstChoice: "a", isSecond: true };
    new Things(options);
    // @ts-expect-error: it is a string
    new Things({ firstChoice: 1 });
    const parameters: EndpointParameters = { region: "eu-west-1", FirstChoice: "a", Names: ["b"] };
    resolveEndpoint(parameters);
    // @ts-expect-error: it is a string
    resolveEndpoint({ FirstChoice: 1 });
    // @ts-expect-error: the parameters are useFipsEndpoint and FirstChoice
    resolveEndpoint({ useFips: true });`;
  expect(check(new Map([...emitParametersClient(), ["use.ts", use]]))).toEqual([]);
});
