import { EndpointError } from "@eks-auth/client-runtime";
import { describe, expect, test } from "vitest";
import type { EndpointRules } from "../../../src/model/endpoint-rules.ts";
import { UnsupportedModelError } from "../../../src/model/json-ast.ts";
import { minimalModel } from "../../models.ts";
import { emitEndpointModule, importEndpointModule, withRules } from "./endpoint-module.ts";
import {
  assign,
  builtIns,
  call,
  endpoint,
  error,
  everyFunction,
  ref,
  region,
  standardRules,
  tree,
} from "./rule-sets.ts";

describe("a model without endpoint rules", () => {
  test("needs the option endpoint", async () => {
    await using module = await importEndpointModule(minimalModel());
    expect(module.resolveEndpoint({ endpoint: "https://a.example.org" })).toEqual({
      url: "https://a.example.org",
    });
    expect(() => module.resolveEndpoint({ region: "eu-west-1" })).toThrow(EndpointError);
    expect(() => module.resolveEndpoint({})).toThrow(
      "The client has no endpoint. Set its option `endpoint`.",
    );
  });
});

describe("parameters", () => {
  test("a built-in parameter can have any name in the rules", async () => {
    const rules = {
      parameters: { where: region },
      rules: [endpoint([call("isSet", ref("where"))], "https://{where}.org")],
    };
    await using module = await importEndpointModule(withRules(rules));
    expect(module.resolveEndpoint({ region: "eu-west-1" })).toEqual({ url: "https://eu-west-1.org" });
    expect(() => module.resolveEndpoint({ where: "eu-west-1" })).toThrow(EndpointError);
  });

  test("a custom endpoint replaces rules that don't have it", async () => {
    await using module = await importEndpointModule(
      withRules({ parameters: {}, rules: [endpoint([], "https://a.org")] }),
    );
    expect(module.resolveEndpoint({ endpoint: "https://b.org" })).toEqual({ url: "https://b.org" });
    expect(module.resolveEndpoint({})).toEqual({ url: "https://a.org" });
  });

  test("a required parameter without a default must be set", async () => {
    await using module = await importEndpointModule(withRules(everyFunction));
    expect(() => module.resolveEndpoint({})).toThrow(
      new EndpointError("The parameter Bucket of the endpoint rules is not set."),
    );
  });

  test("null is like undefined, for users of JavaScript", async () => {
    await using module = await importEndpointModule(withRules(standardRules));
    expect(module.resolveEndpoint({ region: "eu-west-1", endpoint: null as never })).toEqual(
      module.resolveEndpoint({ region: "eu-west-1" }),
    );
  });

  test.each(["example.org/", "a#", "a@b", "-a", ""])("the region %j is refused", async (value) => {
    await using module = await importEndpointModule(withRules(standardRules));
    expect(() => module.resolveEndpoint({ region: value })).toThrow(EndpointError);
  });
});

describe("the type of the parameters", () => {
  const typeOf = (rules: EndpointRules) =>
    /export interface EndpointParameters \{\n(.*?)\}/s
      .exec(emitEndpointModule(withRules(rules)))?.[1]
      ?.split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");

  test("has names, types, documentation and defaults, of those too that the rules don't read", () => {
    const parameters = {
      Region: { ...region, required: true, documentation: "The region." },
      UseFIPS: { type: "Boolean", builtIn: "AWS::UseFIPS", required: true, default: false },
      Names: { type: "stringArray", documentation: "Names." },
      Endpoint: { type: "String", builtIn: "SDK::Endpoint" },
    };
    expect(typeOf({ parameters, rules: [endpoint([], "https://a.org")] })).toEqual([
      "/** The region. */",
      'readonly "region": string;',
      "/** @defaultValue `false` */",
      'readonly "useFipsEndpoint"?: boolean | undefined;',
      "/** Names. */",
      'readonly "Names"?: readonly string[] | undefined;',
      'readonly "endpoint"?: string | undefined;',
    ]);
  });

  test("has the custom endpoint, if the rules don't have it", () => {
    expect(typeOf({ parameters: {}, rules: [endpoint([], "https://a.org")] })).toEqual([
      "/** The API's URL. */",
      'readonly "endpoint"?: string | undefined;',
    ]);
  });
});

describe("code", () => {
  test("partitions have only what differs between them, and what the rules read", () => {
    const partitionOf = (url: string) =>
      emitEndpointModule(
        withRules({
          parameters: builtIns,
          rules: [
            tree(
              [call("isSet", ref("Region")), assign("p", "aws.partition", ref("Region"))],
              endpoint([], url),
            ),
            error([], "none"),
          ],
        }),
      );
    const text = partitionOf("https://{Region}.{p#dualStackDnsSuffix}");
    expect(text).toContain("api.amazonwebservices.com.cn");
    expect(text).not.toContain("amazonaws.com");
    // Its suffix is that of the default partition.
    expect(text).not.toContain("us-gov");
    expect(partitionOf("https://{Region}.{p#name}")).toContain("us-gov");
    expect(partitionOf("https://{Region}.{p#supportsFIPS}.org")).not.toContain("partition");
  });

  test("rules after one that always applies are left out", () => {
    const rules = [error([], "first"), error([], "second")];
    expect(emitEndpointModule(withRules({ parameters: {}, rules }))).not.toContain("second");
  });

  test("a rule that can't apply leaves out its other conditions too", () => {
    const never = call("booleanEquals", false, true);
    const rules = [
      endpoint([call("isSet", ref("Region")), never], "https://a.org"),
      endpoint([assign("parts", "parseURL", ref("Endpoint")), never], "https://b.org"),
      endpoint([], "https://c.org"),
    ];
    const text = emitEndpointModule(withRules({ parameters: builtIns, rules }));
    expect(text).toContain('return { "url": "https://c.org" };');
    expect(text).not.toMatch(/if \(|parseUrl|\{\s*\}/);
  });

  test("it is a constant if the rules are", () => {
    const text = emitEndpointModule(
      withRules({ parameters: builtIns, rules: [endpoint([], "https://a.org")] }),
    );
    expect(text).toContain('{\nreturn { "url": "https://a.org" };\n}');
  });
});

test("a function that is not in Smithy's library is a problem of the model", () => {
  const rules = { parameters: builtIns, rules: [error([call("acme.magic", ref("Region"))], "none")] };
  expect(() => emitEndpointModule(withRules(rules))).toThrow(
    new UnsupportedModelError("ex#Things", "the function acme.magic of its endpoint rules is not supported."),
  );
});
