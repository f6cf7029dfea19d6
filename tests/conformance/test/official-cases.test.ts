import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adapters } from "../src/adapters/adapter.ts";
import { findExclusion } from "../src/cases/collect-cases.ts";
import { openSubject, type Subject } from "../src/run/run-all.ts";
import { runCase } from "../src/run/run-case.ts";
import { prepareOrSkip } from "./skip-without-smithy.ts";

for (const { service, model, stub, cases } of await prepareOrSkip()) {
  describe.each(adapters)(`${service.name} behind $name`, (adapter) => {
    let subject: Subject;

    beforeAll(async () => {
      subject = await openSubject(model, stub, adapter);
    });
    afterAll(() => subject.close());

    for (const testCase of cases) {
      test(`${testCase.kind}: ${testCase.id}`, async ({ skip }) => {
        const exclusion = findExclusion(testCase);
        if (exclusion !== undefined) {
          skip(exclusion.reason);
        }
        expect(await runCase(testCase, subject)).toBeUndefined();
      });
    }
  });
}
