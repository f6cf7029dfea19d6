import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientUnderTest } from "../../src/clients/client-under-test.ts";
import { runClientCase } from "../../src/clients/run-client-case.ts";
import { prepareClients } from "../../src/clients/run-clients.ts";

const services = (await prepareOrSkip("the official tests for clients", prepareClients)) ?? [];

/** Cases that the official client fails: fewer would mean that the harness lost some. */
const officialFailures: readonly string[] = [
  // It sends an absent union as an empty structure.
  "RestJsonHttpPayloadWithUnsetUnion",
  // It knows no defaults.
  "RestJsonClientPopulatesDefaultValuesInInput",
  "RestJsonClientPopulatesNestedDefaultValuesWhenMissing",
  "RestJsonClientPopulatesDefaultsValuesWhenMissingInResponse",
  "RestJsonClientPopulatesNestedDefaultsWhenMissingInResponseBody",
];

for (const { service, cases, openLight, openOfficial } of services) {
  test(`no case of ${service.name} is lost`, () => {
    const counts = Object.groupBy(cases, ({ kind }) => kind);
    expect(
      Object.fromEntries(Object.entries(counts).map(([kind, group = []]) => [kind, group.length])),
    ).toEqual(service.clientCases);
  });

  describe.each(openLight.map((open, index) => ({ open, index })))(
    `the light client of ${service.name}, transport $index`,
    ({ open }) => {
      let client: ClientUnderTest;

      beforeAll(async () => {
        client = await open();
      });
      afterAll(() => client.close());

      test.each(cases)("$operation, $kind: $id", async (testCase) => {
        expect(await runClientCase(testCase, client)).toBeUndefined();
      });
    },
  );

  test(`the official client of ${service.name} passes all but the known cases`, async () => {
    const client = await openOfficial();
    const failed: string[] = [];
    for (const testCase of cases) {
      if ((await runClientCase(testCase, client)) !== undefined) {
        failed.push(testCase.id);
      }
    }
    await client.close();
    expect(failed).toEqual(officialFailures.filter((known) => cases.some(({ id }) => id === known)));
  });
}
