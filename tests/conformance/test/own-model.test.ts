import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as stubPackage from "@eks-auth/server";
import { errors } from "@eks-auth/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeAdapter } from "../src/adapters/node.ts";
import { collectCases } from "../src/cases/collect-cases.ts";
import { makeFixtureRequest, type WireRequest } from "../src/http/requests.ts";
import { Model } from "../src/model/model.ts";
import type { Stub } from "../src/run/load-stub.ts";
import { openSubject, type Subject } from "../src/run/run-all.ts";
import { runCase } from "../src/run/run-case.ts";
import { convertParams } from "../src/values/convert-params.ts";

const exported: Record<string, unknown> = { ...stubPackage };
const stub: Stub = {
  createHandler: (service, onError) =>
    stubPackage.createEKSAuthFrontendHandler(service as unknown as stubPackage.EKSAuthFrontendService, {
      onError,
    }),
  createError(name, members) {
    const ModelError = exported[name] as new (members: unknown) => stubPackage.ModeledError;
    return new ModelError(members);
  },
};

const modelText = await readFile(fileURLToPath(import.meta.resolve("@eks-auth/types/model.json")), "utf8");
const model = new Model(modelText);
const cases = collectCases(model);
const operations = model.getOperations();

/** The first request that the model has as an example. */
function createValidRequest(): WireRequest {
  const testCase = cases.find(({ kind }) => kind === "request");
  if (testCase?.kind !== "request") {
    throw new Error("the model has no request case");
  }
  return makeFixtureRequest(testCase.expectation);
}

describe("the stub of the EKS Auth API passes the model's case", () => {
  const validRequest = createValidRequest();
  let subject: Subject;

  beforeAll(async () => {
    subject = { ...(await openSubject(model, stub, nodeAdapter)), validRequest };
  });
  afterAll(() => subject.close());

  test.each(cases)("$kind: $id", async (testCase) => {
    expect(await runCase(testCase, subject)).toBeUndefined();
    if (testCase.kind === "malformed") {
      await subject.send(validRequest);
      expect(subject.implementation.invocations, "the stub still serves a valid request").toHaveLength(1);
    }
  });
});

describe("the model's cases", () => {
  /** A case anywhere in the model. Only cases have both an id and a protocol. */
  interface AnyCase {
    readonly id: string;
    readonly protocol: string;
    readonly appliesTo?: string;
    readonly testParameters?: Readonly<Record<string, readonly string[]>>;
  }

  /** Finds every case for servers, without looking at the traits. */
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

  test("are found, each once", () => {
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

  describe.each(operations)("of $name", ({ shape }) => {
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

  test("keep strings, and have dates for timestamps", () => {
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
    ["a member that the shape doesn't have", { canary: 1 }, credentials],
    ["a shape that the model doesn't have", {}, "com.amazonaws.eksauth#Nothing"],
    ["an unknown type", 7, "smithy.api#Nothing"],
  ])("are rejected with %s", (_, value, id) => {
    expect(() => convertParams(value, id, conversion)).toThrow();
  });
});
