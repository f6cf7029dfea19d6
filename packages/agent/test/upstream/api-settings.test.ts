import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ApiSettings, findApiSettings } from "../../src/upstream/api-settings.ts";

const folder = await makeTempFolder("eks-auth-settings");
const aws = [
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_ENDPOINT_URL_EKS_AUTH",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_USE_FIPS_ENDPOINT",
];

afterAll(() => folder.remove());
beforeEach(() => {
  stubOwnCredentials();
  for (const name of aws) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
});

let files = 0;

/** Writes a shared file. Each has another name, because the AWS SDK caches what it has read. */
async function useFile(
  variable: "AWS_CONFIG_FILE" | "AWS_SHARED_CREDENTIALS_FILE",
  lines: readonly string[],
): Promise<void> {
  vi.stubEnv(variable, await folder.write(`file-${files++}`, `${lines.join("\n")}\n`));
}

function useConfig(...lines: readonly string[]): Promise<void> {
  return useFile("AWS_CONFIG_FILE", lines);
}

function find({ endpoint, region }: { endpoint?: string; region?: string } = {}): Promise<ApiSettings> {
  return findApiSettings({ endpoint, region, sign: true });
}

const services = [
  "services = edge",
  "[services edge]",
  "eks_auth =",
  "  endpoint_url = https://service.example.org",
];

describe("the region is", () => {
  test("the option's, then the environment's, then the file's", async () => {
    await useConfig("[default]", "region = eu-west-3");
    expect(await find()).toMatchObject({ region: "eu-west-3", url: "https://eks-auth.eu-west-3.api.aws" });
    vi.stubEnv("AWS_REGION", "eu-west-2");
    expect(await find()).toMatchObject({ region: "eu-west-2" });
    expect(await find({ region: "eu-west-1" })).toMatchObject({ region: "eu-west-1" });
  });

  test("the profile's", async () => {
    await useConfig("[default]", "region = eu-west-3", "[profile edge]", "region = eu-west-1");
    vi.stubEnv("AWS_PROFILE", "edge");
    expect(await find()).toMatchObject({ region: "eu-west-1" });
  });

  test("that of the credentials file, if both files have one", async () => {
    await useConfig("[default]", "region = eu-west-3");
    await useFile("AWS_SHARED_CREDENTIALS_FILE", ["[default]", "region = eu-west-1"]);
    expect(await find()).toMatchObject({ region: "eu-west-1" });
  });

  test("not an empty variable", async () => {
    vi.stubEnv("AWS_REGION", "");
    await expect(find()).rejects.toMatchObject({ code: "region_missing" });
    await useConfig("[default]", "region = eu-west-3");
    expect(await find()).toMatchObject({ region: "eu-west-3" });
  });

  test.each(["us-east-1-fips", "fips-us-east-1"])(
    "a part of the older name %s of a FIPS endpoint",
    async (region) => {
      expect(await find({ region })).toEqual({
        region: "us-east-1",
        endpoint: undefined,
        useFips: true,
        url: "https://eks-auth-fips.us-east-1.api.aws",
      });
      const endpoint = "https://option.example.org";
      expect(await find({ region, endpoint })).toEqual({
        region: "us-east-1",
        endpoint,
        useFips: false,
        url: endpoint,
      });
    },
  );
});

describe("the endpoint is", () => {
  const region = "eu-west-1";

  test("the option's, then the variables', then the file's, each that of the service first", async () => {
    await useConfig("[default]", "endpoint_url = https://all.example.org");
    expect(await find({ region })).toMatchObject({ endpoint: "https://all.example.org" });
    await useConfig("[default]", "endpoint_url = https://all.example.org", ...services);
    expect(await find({ region })).toMatchObject({ endpoint: "https://service.example.org" });
    vi.stubEnv("AWS_ENDPOINT_URL", "https://variable.example.org");
    expect(await find({ region })).toMatchObject({ endpoint: "https://variable.example.org" });
    vi.stubEnv("AWS_ENDPOINT_URL_EKS_AUTH", "https://own.example.org");
    expect(await find({ region })).toMatchObject({ endpoint: "https://own.example.org" });
    const endpoint = "https://option.example.org";
    expect(await find({ region, endpoint })).toMatchObject({ endpoint, url: endpoint });
  });

  test("AWS's own if the section of services has only others", async () => {
    await useConfig(
      "[default]",
      "services = edge",
      "[services edge]",
      "s3 =",
      "  endpoint_url = https://s3.example.org",
    );
    expect(await find({ region })).toMatchObject({
      endpoint: undefined,
      url: "https://eks-auth.eu-west-1.api.aws",
    });
  });

  test("AWS's own if configured endpoints are ignored, by the file or the environment", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_EKS_AUTH", "https://own.example.org");
    await useConfig("[default]", "ignore_configured_endpoint_urls = true", ...services);
    expect(await find({ region })).toMatchObject({ endpoint: undefined });
    vi.stubEnv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false");
    expect(await find({ region })).toMatchObject({ endpoint: "https://own.example.org" });
    await useConfig("[default]");
    vi.stubEnv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    expect(await find({ region })).toMatchObject({ endpoint: undefined });
    const endpoint = "https://option.example.org";
    expect(await find({ region, endpoint })).toMatchObject({ endpoint });
  });

  test("AWS's FIPS endpoint, by the file or the environment", async () => {
    const fips = { endpoint: undefined, useFips: true, url: "https://eks-auth-fips.eu-west-1.api.aws" };
    await useConfig("[default]", "use_fips_endpoint = true");
    expect(await find({ region })).toMatchObject(fips);
    vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "false");
    expect(await find({ region })).toMatchObject({ useFips: false });
    await useConfig("[default]");
    vi.stubEnv("AWS_USE_FIPS_ENDPOINT", "true");
    expect(await find({ region })).toMatchObject(fips);
    const endpoint = "https://option.example.org";
    expect(await find({ region, endpoint })).toMatchObject({ useFips: false, url: endpoint });
  });

  test.each([
    ["is no URL", ["endpoint_url = example.org"], "InvalidEndpointError"],
    ["others can read", ["endpoint_url = http://198.51.100.1"], "UnsafeEndpointError"],
    [
      "conflicts with FIPS",
      ["endpoint_url = https://a.org", "use_fips_endpoint = true"],
      "InvalidEndpointError",
    ],
  ])("never one that %s", async (_name, lines, name) => {
    await useConfig("[default]", ...lines);
    await expect(find({ region })).rejects.toMatchObject({ name });
  });
});
