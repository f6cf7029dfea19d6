import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { expect, test } from "vitest";
import { kinds } from "../../src/cases/case.ts";
import { exclusions } from "../../src/cases/collect-cases.ts";
import { officialServices } from "../../src/official/services.ts";
import { prepareServices } from "../../src/run/prepare.ts";

const services = (await prepareOrSkip("the official tests", prepareServices)) ?? [];

for (const { service, cases } of services) {
  test(`no case of ${service.name} is lost`, () => {
    const counts = kinds.map((kind) => [kind, cases.filter((it) => it.kind === kind).length]);
    expect(Object.fromEntries(counts)).toEqual(service.cases);
  });

  test(`no two cases of ${service.name} have the same ID`, () => {
    expect(new Set(cases.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(cases.length);
  });
}

test("the services have 959 cases", () => {
  const counts = officialServices.flatMap(({ cases }) => Object.values(cases));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(959);
});

test.skipIf(services.length === 0).each(exclusions)("the excluded $id is a case", ({ kind, id }) => {
  const matches = services.flatMap(({ cases }) => cases.filter((it) => it.kind === kind && it.id === id));
  expect(matches).toHaveLength(1);
});
