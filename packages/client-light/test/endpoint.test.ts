import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EKSAuthClient } from "@eks-auth/client";
import { root } from "@eks-auth/test-kit/repository";
import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { EndpointError, type EndpointParameters, resolveEndpoint } from "../src/gen/index.ts";

interface Parameters {
  readonly Region?: string;
  readonly UseFIPS?: boolean;
  readonly Endpoint?: string;
}

/** A case of the trait `@endpointTests`. */
interface EndpointTest {
  readonly documentation: string;
  readonly params: Parameters;
  readonly expect: { readonly endpoint?: { readonly url: string }; readonly error?: string };
}

const { shapes } = JSON.parse(readFileSync(join(root, "packages/types/src/gen/model.json"), "utf8"));
const { traits } = shapes["com.amazonaws.eksauth#EKSAuthFrontend"];
const { testCases }: { testCases: readonly EndpointTest[] } = traits["smithy.rules#endpointTests"];

const { endpointProvider } = new EKSAuthClient({ region: "eu-west-1" }).config;

/** The URL in its standard form, or the message of the error. */
function decide(resolve: () => { readonly url: string | URL }): string {
  try {
    return new URL(resolve().url).href;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Names the parameters as the options of a client. */
const toOptions = ({ Region, UseFIPS, Endpoint }: Parameters) => ({
  region: Region,
  useFipsEndpoint: UseFIPS,
  endpoint: Endpoint,
});
const decideByLight = (parameters: Parameters) => decide(() => resolveEndpoint(toOptions(parameters)));
const decideByOfficial = (parameters: Parameters) => decide(() => endpointProvider({ ...parameters }));

// The official client prints URLs that it can't parse.
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

test.each(testCases)("the model's test: $documentation", ({ params, expect: { endpoint, error } }) => {
  const expected = endpoint === undefined ? error : new URL(endpoint.url).href;
  expect(decideByLight(params)).toBe(expected);
  expect(decideByOfficial(params)).toBe(expected);
});

test("random parameters have the endpoint of the official client", () => {
  const region = fc.oneof(
    fc.constantFrom(
      "eu-west-1",
      "us-gov-east-1",
      "cn-north-1",
      "aws-cn-global",
      "us-iso-east-1",
      "eusc-de-east-1",
    ),
    fc.stringMatching(/^[a-z]{2}(-[a-z]{2,5})?-[a-z]{4,5}-\d$/),
  );
  const parameters = fc.record(
    {
      Region: region,
      UseFIPS: fc.boolean(),
      Endpoint: fc.oneof(
        fc.webUrl(),
        fc.constantFrom("http://[::1]:8480", "https://a.example.org/b", "none", ""),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(parameters, (values) => {
      expect(decideByLight(values)).toBe(decideByOfficial(values));
    }),
    { numRuns: 1000 },
  );
});

test("a region that would change the host is refused", () => {
  expect(() => resolveEndpoint({ region: "evil.example.org/" })).toThrow(EndpointError);
});

test("the compiler finds a misspelt parameter", () => {
  // @ts-expect-error: it is useFipsEndpoint
  const misspelt: EndpointParameters = { region: "eu-west-1", useFips: true };
  expect(resolveEndpoint(misspelt)).toEqual(resolveEndpoint({ region: "eu-west-1" }));
});
