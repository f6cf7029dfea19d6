import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adapters } from "../../src/adapters/adapter.ts";
import { findExclusion } from "../../src/cases/collect-cases.ts";
import { prepareServices } from "../../src/run/prepare.ts";
import { runCase } from "../../src/run/run-case.ts";
import { type ServerUnderTest, startServer } from "../../src/run/server-under-test.ts";

const services = (await prepareOrSkip("the official tests", prepareServices)) ?? [];

for (const { service, stub, cases } of services) {
  describe.each(adapters)(`${service.name} with $name`, (adapter) => {
    let server: ServerUnderTest;

    beforeAll(async () => {
      server = await startServer(stub, adapter);
    });
    afterAll(() => server.close());

    for (const testCase of cases) {
      test(`${testCase.kind}: ${testCase.id}`, async ({ skip }) => {
        const exclusion = findExclusion(testCase);
        if (exclusion !== undefined) {
          skip(exclusion.reason);
        }
        expect(await runCase(testCase, server)).toBeUndefined();
      });
    }
  });
}
