import { EKSAuthClient } from "@eks-auth/client";
import model from "@eks-auth/types/model.json" with { type: "json" };
import { describe, expect, test } from "vitest";

/** One case of the trait smithy.rules#endpointTests. */
interface EndpointCase {
  documentation: string;
  params?: { Region?: string; UseFIPS?: boolean; Endpoint?: string };
  expect: { error: string } | { endpoint: { url: string; headers?: object; properties?: object } };
}

const service = "com.amazonaws.eksauth#EKSAuthFrontend";
const cases: EndpointCase[] = model.shapes[service].traits["smithy.rules#endpointTests"].testCases;

describe("the model's endpoint tests", () => {
  const { endpointProvider } = new EKSAuthClient({ region: "us-east-1" }).config;

  // Some cases have the same text, so the title also has the parameters.
  test.each(cases.map((it) => ({ ...it, from: JSON.stringify(it.params ?? {}) })))(
    "$documentation $from",
    ({ params = {}, expect: expected }) => {
      if ("error" in expected) {
        expect(() => endpointProvider(params)).toThrow(expect.objectContaining({ message: expected.error }));
      } else {
        const { url, headers = {}, properties = {} } = expected.endpoint;
        expect(endpointProvider(params)).toEqual({ url: new URL(url), headers, properties });
      }
    },
  );
});
