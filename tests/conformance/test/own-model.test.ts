import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as stubPackage from "@eks-auth/server";
import { errors } from "@eks-auth/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeAdapter } from "../src/adapters/node.ts";
import { collectCases } from "../src/cases/collect-cases.ts";
import { makeFixtureRequest, type WireRequest } from "../src/http/requests.ts";
import { Model } from "../src/model/model.ts";
import { makeStub } from "../src/run/load-stub.ts";
import { runCase } from "../src/run/run-case.ts";
import { type ServerUnderTest, startServer } from "../src/run/server-under-test.ts";
import { convertParams } from "../src/values/convert-params.ts";

const modelText = await readFile(fileURLToPath(import.meta.resolve("@eks-auth/types/model.json")), "utf8");
const model = new Model(JSON.parse(modelText));
const stub = makeStub(model, stubPackage, "EKSAuthFrontend");
const cases = collectCases(model);

/** The first valid request of the model's cases. */
function createValidRequest(): WireRequest {
  const testCase = cases.find(({ kind }) => kind === "request");
  if (testCase?.kind !== "request") {
    throw new Error("the model has no request case");
  }
  return makeFixtureRequest(testCase.expectation);
}

describe("the stub of the EKS Auth API passes the model's case", () => {
  const validRequest = createValidRequest();
  let server: ServerUnderTest;

  beforeAll(async () => {
    server = { ...(await startServer(stub, nodeAdapter)), validRequest };
  });
  afterAll(() => server.close());

  test.each(cases)("$kind: $id", async (testCase) => {
    expect(await runCase(testCase, server)).toBeUndefined();
    if (testCase.kind === "malformed") {
      await server.send(validRequest);
      expect(server.recorder.calls, "the stub still serves a valid request").toHaveLength(1);
    }
  });
});

describe("the model's cases", () => {
  /** A case in the model. Only cases have both an ID and a protocol. */
  interface AnyCase {
    readonly id: string;
    readonly protocol: string;
    readonly appliesTo?: string;
    readonly testParameters?: Readonly<Record<string, readonly string[]>>;
  }

  /** Finds every case for servers by its members instead of its trait. */
  function findCasesAnywhere(value: unknown): AnyCase[] {
    if (typeof value !== "object" || value === null) {
      return [];
    }
    if ("id" in value && "protocol" in value) {
      return "appliesTo" in value && value.appliesTo === "client" ? [] : [value as AnyCase];
    }
    return Object.values(value).flatMap(findCasesAnywhere);
  }

  const everywhere = findCasesAnywhere(JSON.parse(modelText));

  test("are collected, each once", () => {
    const expected = everywhere.flatMap(({ id, testParameters }) => {
      const [values] = Object.values(testParameters ?? {});
      return values === undefined ? [id] : values.map((_, index) => `${id} ${index}`);
    });
    expect(expected.length).toBeGreaterThan(0);
    expect(cases.map(({ id }) => id).sort()).toEqual(expected.sort());
    expect(new Set(expected).size).toBe(expected.length);
  });

  test("are cases of the stub's protocol", () => {
    const protocols = everywhere.map(({ protocol }) => protocol);
    expect(new Set(protocols)).toEqual(new Set(["aws.protocols#restJson1"]));
  });

  test("are not for clients", () => {
    const expectations = cases.flatMap((it) => (it.kind === "malformed" ? [] : [it.expectation]));
    expect(expectations.filter((it) => "appliesTo" in it && it.appliesTo === "client")).toEqual([]);
  });

  const errorNames = cases.flatMap((it) => (it.kind === "error" ? [model.getName(it.error)] : []));

  test("include every error of the service", () => {
    expect(Object.keys(errors).filter((name) => !errorNames.includes(name))).toEqual([]);
  });

  describe.each(model.operations)("of $name", ({ shape }) => {
    test.each(["httpRequestTests", "httpResponseTests", "httpMalformedRequestTests"])("has %s", (trait) => {
      expect(shape.traits?.[`smithy.test#${trait}`]).not.toEqual([]);
      expect(shape.traits).toHaveProperty([`smithy.test#${trait}`]);
    });

    test("include only errors that the operation lists", () => {
      const listed = shape.errors?.map(({ target }) => model.getName(target));
      expect(listed).toEqual(expect.arrayContaining(errorNames));
    });
  });
});

describe("the params of a case", () => {
  const credentials = "com.amazonaws.eksauth#Credentials";
  const conversion = { model, streams: false };

  test("keep strings, and convert timestamps to dates", () => {
    const params = { accessKeyId: "1767225600", expiration: 1767225600.5 };
    expect(convertParams(params, credentials, conversion)).toEqual({
      accessKeyId: "1767225600",
      expiration: new Date("2026-01-01T00:00:00.500Z"),
    });
  });

  test("keep absent members absent", () => {
    expect(convertParams({}, credentials, conversion)).toStrictEqual({});
  });

  test.each([
    ["a member that is not in the shape", { canary: 1 }, credentials],
    ["a shape that is not in the model", {}, "com.amazonaws.eksauth#Nothing"],
    ["an unknown type", 7, "smithy.api#Nothing"],
  ])("are rejected with %s", (_, value, id) => {
    expect(() => convertParams(value, id, conversion)).toThrow();
  });
});
