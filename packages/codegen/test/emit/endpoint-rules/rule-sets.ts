import type {
  EndpointParameter,
  EndpointRule,
  EndpointRules,
  RuleCondition,
  RuleExpression,
} from "../../../src/model/endpoint-rules.ts";

export const region: EndpointParameter = { type: "String", builtIn: "AWS::Region" };
const flag = (builtIn: string): EndpointParameter => ({
  type: "Boolean",
  builtIn,
  required: true,
  default: false,
});

/** The parameters that every client has. */
export const builtIns: Readonly<Record<string, EndpointParameter>> = {
  Region: region,
  UseFIPS: flag("AWS::UseFIPS"),
  UseDualStack: flag("AWS::UseDualStack"),
  Endpoint: { type: "String", builtIn: "SDK::Endpoint" },
};

export const ref = (name: string): RuleExpression => ({ ref: name });

export const call = (fn: string, ...argv: RuleExpression[]): RuleCondition => ({ fn, argv });

export const assign = (name: string, fn: string, ...argv: RuleExpression[]): RuleCondition => ({
  fn,
  argv,
  assign: name,
});

export const tree = (conditions: readonly RuleCondition[], ...rules: EndpointRule[]): EndpointRule => ({
  type: "tree",
  conditions,
  rules,
});

export const error = (conditions: readonly RuleCondition[], message: RuleExpression): EndpointRule => ({
  type: "error",
  conditions,
  error: message,
});

export const endpoint = (
  conditions: readonly RuleCondition[],
  url: RuleExpression,
  more: object = {},
): EndpointRule => ({
  type: "endpoint",
  conditions,
  endpoint: { url, properties: {}, headers: {}, ...more },
});

const attribute = (value: string, path: string): RuleExpression => call("getAttr", ref(value), path);
const isTrue = (value: RuleExpression) => call("booleanEquals", value, true);
const supports = (feature: string) => isTrue(attribute("PartitionResult", `supports${feature}`));

/** The rules of most AWS services. */
export const standardRules: EndpointRules = {
  parameters: builtIns,
  rules: [
    tree(
      [call("isSet", ref("Endpoint"))],
      error([isTrue(ref("UseFIPS"))], "FIPS and custom endpoint are not supported"),
      error([isTrue(ref("UseDualStack"))], "Dualstack and custom endpoint are not supported"),
      endpoint([], ref("Endpoint")),
    ),
    tree(
      [call("isSet", ref("Region"))],
      tree(
        [assign("PartitionResult", "aws.partition", ref("Region"))],
        tree(
          [isTrue(ref("UseFIPS")), isTrue(ref("UseDualStack"))],
          tree(
            [supports("FIPS"), supports("DualStack")],
            endpoint([], "https://things-fips.{Region}.{PartitionResult#dualStackDnsSuffix}"),
          ),
          error([], "the partition does not support one or both"),
        ),
        tree(
          [isTrue(ref("UseFIPS"))],
          endpoint(
            [call("stringEquals", attribute("PartitionResult", "name"), "aws-us-gov")],
            "https://things.{Region}.amazonaws.com",
          ),
          endpoint([], "https://things-fips.{Region}.{PartitionResult#dnsSuffix}"),
        ),
        tree(
          [call("booleanEquals", false, ref("UseDualStack"))],
          endpoint([call("stringEquals", ref("Region"), "us-east-1")], "https://things.amazonaws.com", {
            properties: {
              authSchemes: [
                { name: "sigv4a", signingRegionSet: ["*"] },
                {
                  name: "sigv4",
                  signingName: "stuff",
                  signingRegion: "{PartitionResult#implicitGlobalRegion}",
                },
              ],
            },
          }),
          endpoint([], "https://things.{Region}.{PartitionResult#dnsSuffix}"),
        ),
        endpoint([], "https://things.{Region}.{PartitionResult#dualStackDnsSuffix}"),
      ),
    ),
    error([], "Invalid Configuration: Missing Region"),
  ],
};

/** Rules that call every function. */
export const everyFunction: EndpointRules = {
  parameters: {
    Bucket: { type: "string", required: true },
    Endpoint: { type: "string", builtIn: "SDK::Endpoint" },
    Arn: { type: "string" },
    Prefix: { type: "string", default: "none", required: true },
    Accelerate: { type: "boolean" },
    Names: { type: "stringArray" },
  },
  rules: [
    error([call("not", call("isValidHostLabel", ref("Bucket"), true))], "`{{no label}}` \\ \u0024{Bucket}"),
    tree(
      [call("isSet", ref("Endpoint")), assign("url", "parseURL", ref("Endpoint"))],
      endpoint(
        [call("booleanEquals", ref("Accelerate"), false)],
        "{url#scheme}://{Bucket}.{url#authority}{url#normalizedPath}x",
      ),
      error([isTrue(attribute("url", "isIp"))], "IP {url#scheme} {url#path}"),
      endpoint(
        [assign("isHost", "aws.isVirtualHostableS3Bucket", ref("Bucket"), true), isTrue(ref("isHost"))],
        "https://{Bucket}.host.{url#authority}",
      ),
      endpoint([call("isSet", ref("Accelerate")), isTrue(ref("Accelerate"))], ref("Endpoint")),
    ),
    tree(
      [call("isSet", ref("Arn")), assign("arn", "aws.parseArn", ref("Arn"))],
      endpoint(
        [assign("resource", "getAttr", ref("arn"), "resourceId[1]")],
        "https://example.com/{arn#region}",
        {
          headers: {
            "x-resource": ["{resource}", "{arn#accountId}"],
            "x-service": [attribute("arn", "service")],
          },
        },
      ),
      error(
        [call("not", call("isSet", attribute("arn", "resourceId[1]")))],
        "{arn#resourceId[0]} {arn#partition}",
      ),
    ),
    tree(
      [call("isSet", ref("Names")), assign("last", "getAttr", ref("Names"), "[-1]")],
      error(
        [assign("region", "aws.partition", ref("last"))],
        "{last} is in {region#name} {region#supportsFIPS}",
      ),
    ),
    tree(
      [
        assign("start", "substring", ref("Bucket"), 0, 2, false),
        assign("end", "substring", ref("Bucket"), 1, 3, true),
      ],
      endpoint([call("stringEquals", ref("start"), ref("end"))], "https://{start}.com"),
      endpoint(
        [assign("parts", "split", ref("Bucket"), "-", 0), assign("second", "getAttr", ref("parts"), "[1]")],
        "https://example.com/{second}",
        { properties: { authSchemes: [{ name: "sigv4", signingName: "{Prefix}-{second}" }] } },
      ),
      error(
        [assign("either", "coalesce", ref("Arn"), ref("Prefix"), "never")],
        call("ite", call("isSet", ref("Accelerate")), "{either} {start}", call("uriEncode", ref("either"))),
      ),
    ),
    // Nothing holds if the bucket is too short.
    error(
      [call("booleanEquals", call("isSet", ref("Accelerate")), call("isSet", ref("Names")))],
      "both or none",
    ),
    tree(
      [call("isSet", ref("Bucket")), isTrue(call("isValidHostLabel", ref("Bucket"), false)), isTrue(true)],
      error([call("booleanEquals", true, false)], "never"),
      error([call("stringEquals", "a", "b")], "never"),
      error([call("not", call("isSet", ref("Bucket")))], "never"),
      error([call("not", true)], "never"),
      error([isTrue(call("ite", true, false, true))], "never"),
    ),
    error([], "a bucket with dots"),
  ],
};
