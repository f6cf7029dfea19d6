import { errors } from "@eks-auth/types";
import { describe, expect, test } from "vitest";
import {
  collectErrorCases,
  collectMalformedCases,
  collectOutputCases,
  collectRequestCases,
  operations,
} from "./cases.ts";
import { getShortName, shapes } from "./model.ts";

/** A case wherever it stands in the model. Only cases have both an id and a protocol. */
interface AnyCase {
  id: string;
  protocol: string;
  appliesTo?: string;
  testParameters?: Record<string, string[]>;
}

/** Every case that is a server's, found without a look at the traits. */
function findCasesAnywhere(value: unknown): AnyCase[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if ("id" in value && "protocol" in value) {
    return "appliesTo" in value && value.appliesTo === "client" ? [] : [value as AnyCase];
  }
  return Object.values(value).flatMap(findCasesAnywhere);
}

const collected = [
  ...collectRequestCases(),
  ...collectOutputCases(),
  ...collectErrorCases(),
  ...collectMalformedCases(),
];

test("no case of the model is left out, and none runs twice", () => {
  const expected = findCasesAnywhere(shapes).flatMap(({ id, testParameters }) => {
    const [values] = Object.values(testParameters ?? {});
    return values === undefined ? [id] : values.map((_, index) => `${id} ${index}`);
  });
  expect(expected.length).toBeGreaterThan(0);
  expect(collected.map(({ id }) => id).sort()).toEqual(expected.sort());
  expect(new Set(expected).size).toBe(expected.length);
});

test("every case is of the protocol that the stub speaks", () => {
  const protocols = findCasesAnywhere(shapes).map(({ protocol }) => protocol);
  expect(new Set(protocols)).toEqual(new Set(["aws.protocols#restJson1"]));
});

test("no client's case is among them", () => {
  expect(collected.filter((it) => "appliesTo" in it && it.appliesTo === "client")).toEqual([]);
});

test("every error of the service has a case", () => {
  const tested = collectErrorCases().map(({ error }) => error);
  expect(Object.keys(errors).filter((name) => !tested.includes(name))).toEqual([]);
});

describe.each(operations())("$id", ({ shape }) => {
  test.each(["httpRequestTests", "httpResponseTests", "httpMalformedRequestTests"])("has %s", (trait) => {
    expect(shape.traits?.[`smithy.test#${trait}`]).not.toEqual([]);
    expect(shape.traits).toHaveProperty([`smithy.test#${trait}`]);
  });

  test("lists every error that has cases", () => {
    const listed = shape.errors?.map(({ target }) => getShortName(target));
    expect(listed).toEqual(expect.arrayContaining(collectErrorCases().map(({ error }) => error)));
  });
});
