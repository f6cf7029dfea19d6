import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStsIssuer } from "../../src/credentials/sts/sts-issuer.ts";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { createPodIdentityService } from "../../src/operation/pod-identity-service.ts";
import { expectSoon, stopClock } from "../stopped-clock.ts";
import { entitle } from "./sample-entitlement.ts";
import { stubOwnCredentials } from "./sts/own-environment.ts";
import { answerSession, type StsStandIn, startStsStandIn } from "./sts/sts-stand-in.ts";

stopClock();

let sts: StsStandIn;

beforeEach(async () => {
  stubOwnCredentials();
  sts = await startStsStandIn();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await sts.stop();
});

test("a caller that goes away, the first one too, leaves the others their credentials", async () => {
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
    credentials: createStsIssuer({ region: "eu-west-1", endpoint: sts.endpoint }),
    onRefusal: () => {},
  });
  const server = createServer(createNodeListener(createEKSAuthFrontendHandler(service)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/clusters/prod/assume-role-for-pod-identity`;
  const podToken = await devCluster.mintToken(token);
  const call = (signal?: AbortSignal) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: podToken }),
      ...(signal === undefined ? {} : { signal }),
    });

  const asked = Promise.withResolvers<() => void>();
  sts.answer = (...args) => asked.resolve(() => answerSession(...args));
  const leaving = new AbortController();
  const first = call(leaving.signal);
  const answer = await asked.promise;
  const others = Array.from({ length: 20 }, () => call());
  leaving.abort();
  await expect(first).rejects.toMatchObject({ name: "AbortError" });
  // By then all of them have joined.
  await expectSoon(() => find.mock.calls.length).toBe(21);
  answer();

  const answers = await Promise.all(others);
  expect(answers.map(({ status }) => status)).toEqual(others.map(() => 200));
  const bodies = await Promise.all(answers.map((one) => one.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(sts.calls).toHaveLength(1);
  server.close();
  await devCluster.stop();
});
