import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { describe, expect, test } from "vitest";
import { isFailure, type Members } from "../src/cases.ts";
import { clients } from "../src/clients/all.ts";
import { type Pair, preparePairs } from "../src/prepare.ts";
import { runCall } from "../src/run-call.ts";

const pairs = await prepareOrSkip("AWS clients", preparePairs);

if (pairs !== undefined) {
  test("every model has calls", () => {
    expect(clients.map(({ client }) => client).sort()).toEqual([...pairs.keys()]);
  });

  for (const cases of clients) {
    const pair = pairs.get(cases.client) as Pair;
    describe(`@aws-sdk/client-${cases.client}`, () => {
      for (const call of cases.calls) {
        test(`${call.operation}: ${call.title}`, async () => {
          const { arrived, result, signedFor, errors } = await runCall(pair, cases, call);
          const { sends, returns, arrives, yields } = call;
          expect(errors).toEqual([]);
          expect(arrived).toEqual(arrives ?? sends);
          expect(signedFor).toBe(cases.signedFor);
          if (isFailure(returns)) {
            expect(result).toBeInstanceOf(pair.client[returns.error] as new () => Error);
            expect(result).toMatchObject(yields ?? (returns.members as object));
          } else {
            expect(result).toEqual(yields ?? (returns as Members));
          }
        });
      }
    });
  }
}
