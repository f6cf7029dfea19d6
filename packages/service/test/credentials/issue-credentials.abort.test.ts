import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { answerSuccess } from "@eks-auth/test-kit/fake-sts";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { expect, test, vi } from "vitest";
import { createStsIssuer } from "../../src/credentials/sts/sts-issuer.ts";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { createPodIdentityService } from "../../src/operation/pod-identity-service.ts";
import { entitle } from "./sample-entitlement.ts";
import { useFakeSts } from "./sts/use-fake-sts.ts";

stopClock();

const setup = useFakeSts();

test("aborting a caller, even the first one, does not abort the others", async () => {
  const { cluster, association, token } = entitle();
  const devCluster = await startDevCluster();
  const { issuer } = devCluster;
  const find = vi.fn(async () => association);
  const service = createPodIdentityService({
    clusters: [
      {
        ...cluster,
        issuer,
        keys: createIssuerKeys(issuer),
        associations: { find },
      },
    ],
    credentials: createStsIssuer({ region: "eu-west-1", endpoint: setup.sts.url }),
    onDecision: () => {},
  });
  await using server = await listenOnLoopback(createNodeListener(createEKSAuthFrontendHandler(service)));
  const url = `${server.url}/clusters/prod/assume-role-for-pod-identity`;
  const { namespace, serviceAccount, pod } = token;
  const podToken = await devCluster.mintToken({ namespace, serviceAccount, pod });
  const call = (signal?: AbortSignal) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: podToken }),
      ...(signal === undefined ? {} : { signal }),
    });

  const called = Promise.withResolvers<() => void>();
  setup.sts.answer = (...args) => called.resolve(() => answerSuccess(...args));
  const aborted = new AbortController();
  const first = call(aborted.signal);
  const answer = await called.promise;
  const others = Array.from({ length: 20 }, () => call());
  aborted.abort();
  await expect(first).rejects.toMatchObject({ name: "AbortError" });
  // Now all of them wait for the same call.
  await expectSoon(() => find.mock.calls.length).toBe(21);
  answer();

  const answers = await Promise.all(others);
  expect(answers.map(({ status }) => status)).toEqual(others.map(() => 200));
  const bodies = await Promise.all(answers.map((one) => one.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(setup.sts.calls).toHaveLength(1);
  await devCluster.stop();
});
