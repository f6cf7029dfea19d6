import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EndpointRules, resolveEndpointRules } from "../../../src/model/endpoint-rules.ts";
import { type JsonAst, parseModel } from "../../../src/model/json-ast.ts";
import { decide, decideBySdk, type Parameters, toOptions } from "./decide.ts";
import { importEndpointModule, withRules } from "./endpoint-module.ts";
import { everyFunction, standardRules } from "./rule-sets.ts";

const ownModel = parseModel(readFileSync(join(root, "packages/types/src/gen/model.json"), "utf8"));
const ownTraits = Object.values(ownModel.shapes).find(({ type }) => type === "service")?.traits ?? {};
const ownRules = resolveEndpointRules(ownTraits) as EndpointRules;

interface EndpointTest {
  readonly documentation: string;
  readonly params: Parameters;
  readonly expect: { readonly endpoint: { readonly url: string } } | { readonly error: string };
}

// The interpreter prints URLs that it can't parse.
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

const region = fc.constantFrom(
  ...[
    "us-east-1",
    "eu-west-1",
    "aws-global",
    "cn-north-1",
    "aws-cn-global",
    "us-gov-west-1",
    "aws-us-gov-global",
  ],
  ...[
    "us-iso-east-1",
    "aws-iso-global",
    "us-isob-west-9",
    "aws-iso-b-global",
    "eu-isoe-west-1",
    "us-isof-south-1",
  ],
  ...["eusc-de-east-1", "eusc-fr-east-1", "mars-north-1", "local", "cn-north-1-a", "a-cn-north-1"],
);
const url = fc.constantFrom(
  ...[
    "https://example.org",
    "http://127.0.0.1:8480/a",
    "https://[::1]/",
    "https://example.org:443/b/",
    "no URL",
  ],
  ...["https://example.org/?a=b", "ftp://example.org", ""],
);
const bucket = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "b", "-", ".", "A"), maxLength: 8 }),
  fc.constantFrom("192.168.5.4", "my-bucket", "é"),
);
const arn = fc.constantFrom(
  "arn:aws:s3:eu-west-1:12:bucket/key",
  "arn:aws:s3:::bucket",
  "arn:aws:s3",
  "none (!)",
);

const standardParameters = {
  Region: region,
  UseFIPS: fc.boolean(),
  UseDualStack: fc.boolean(),
  Endpoint: url,
};
const otherParameters = {
  Bucket: bucket,
  Endpoint: url,
  Arn: arn,
  Prefix: fc.constantFrom("a", "b c"),
  Accelerate: fc.boolean(),
  Names: fc.array(region, { maxLength: 3 }),
};

test.each<[string, JsonAst, EndpointRules, fc.Arbitrary<Parameters>]>([
  ["the own model", ownModel, ownRules, fc.record(standardParameters, { requiredKeys: [] })],
  [
    "most AWS services",
    withRules(standardRules),
    standardRules,
    fc.record(standardParameters, { requiredKeys: [] }),
  ],
  [
    "a model that calls every function",
    withRules(everyFunction),
    everyFunction,
    fc.record(otherParameters, { requiredKeys: ["Bucket"] }),
  ],
])("the compiled rules of %s decide as the AWS SDK's interpreter", async (_, ast, rules, parameters) => {
  await using module = await importEndpointModule(ast);
  fc.assert(
    fc.property(parameters, (values) => {
      expect(decide(() => module.resolveEndpoint(toOptions(values)))).toEqual(decideBySdk(rules, values));
    }),
    { numRuns: 2000 },
  );
});

test("the endpoint tests of the own model pass", async () => {
  await using module = await importEndpointModule(ownModel);
  const { testCases } = ownTraits["smithy.rules#endpointTests"] as { testCases: readonly EndpointTest[] };
  expect(testCases.length).toBeGreaterThan(10);
  for (const { documentation, params, expect: expected } of testCases) {
    const decision = decide(() => module.resolveEndpoint(toOptions(params)));
    expect(decision, documentation).toMatchObject(
      "error" in expected ? expected : { url: new URL(expected.endpoint.url).href },
    );
  }
});
