import { join } from "node:path";
import { startWorker } from "@eks-auth/install-tests/start-worker";
import { installTool, workerd } from "@eks-auth/install-tests/tools";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { service } from "../stub-service.ts";

/** Bundles the Worker as wrangler does: with the conditions of Workers, for a platform without modules of Node.js. */
async function bundleWorker(): Promise<string> {
  await using bundle = await rolldown({
    input: join(import.meta.dirname, "../client-worker/worker.ts"),
    platform: "browser",
    resolve: { conditionNames: ["workerd", "worker", "browser", "import", "default"] },
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  return output[0].code;
}

const tool = await prepareOrSkip("client-worker", () => installTool(workerd));

test.runIf(tool)("the Worker says the role of a pod, and passes on errors of the API", async () => {
  await using api = await listenOnLoopback(createNodeListener(createEKSAuthFrontendHandler(service)));
  await using folder = await makeTempFolder("eks-auth-worker");
  const variables = { ENDPOINT: api.url, CLUSTER: "my-cluster" };
  await using worker = await startWorker(folder, await bundleWorker(), variables);
  const call = (headers: Record<string, string>): Promise<Response> => fetch(worker.url, { headers });

  expect((await call({})).status).toBe(401);
  const answer = await call({ authorization: "Bearer header.payload.signature" });
  expect(await answer.json()).toEqual({
    role: "arn:aws:sts::111122223333:assumed-role/app/eks-my-cluster-app",
    expiration: expect.stringMatching(/^20\d\d-\S+Z$/),
  });
  const refused = await call({ authorization: "Bearer no token" });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toEqual({ error: "InvalidParameterException", requestId: expect.any(String) });
});
