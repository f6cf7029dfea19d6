import { join } from "node:path";
import { findProgram, installTool, workerd } from "@eks-auth/install-tests/tools";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { findFreePort, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
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

/** The configuration of workerd: the Worker with its variables, its address, and access to this machine's addresses. */
function describeWorker(address: string, endpoint: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "${address}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  bindings = [(name = "ENDPOINT", text = "${endpoint}"), (name = "CLUSTER", text = "my-cluster")],
  compatibilityDate = "2026-10-01",
);
`;
}

const program = await prepareOrSkip("client-worker", async () =>
  findProgram(await installTool(workerd), "workerd"),
);

test.runIf(program)("the Worker says the role of a pod, and passes on errors of the API", async () => {
  await using api = await listenOnLoopback(createNodeListener(createEKSAuthFrontendHandler(service)));
  await using folder = await makeTempFolder("eks-auth-worker");
  await folder.write("worker.js", await bundleWorker());
  const address = `127.0.0.1:${await findFreePort()}`;
  await folder.write("config.capnp", describeWorker(address, api.url));
  // Its own process group: on some platforms the program is a script that starts the binary.
  const options = { cwd: folder.path, group: true, stopSignal: "SIGKILL" } as const;
  await using server = new StartedProgram(program as string, ["serve", "config.capnp"], options);
  const call = (headers: Record<string, string>): Promise<Response> =>
    fetch(`http://${address}`, { headers });
  await server.waitUntil(() =>
    call({}).then(
      () => true,
      () => false,
    ),
  );

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
