import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { openUpstream } from "../../src/upstream/open-upstream.ts";
import { hideRegionAndProxy } from "../support/agent-options.ts";

// A call waits for the API for a second, which is short on a busy machine.
useSlowClock();
hideRegionAndProxy();

const folder = useTempFolder();
const [first, second] = ["first", "second"].map((name) => {
  const { certificate: ca, ...authority } = createSelfSignedCertificate(name);
  const server = createCertificate("server", { ...authority, certificate: ca }, { isAuthority: false });
  return { ca, server: { cert: server.certificate, key: server.privateKey } };
}) as [Generation, Generation];

interface Generation {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
}

let versions = 0;

/** Replaces the file as the kubelet does: a symbolic link to the folder of the new version is renamed. */
async function mount(text: string): Promise<void> {
  versions += 1;
  const version = `..version-${versions}`;
  await mkdir(folder.resolve(version));
  await writeFile(folder.resolve(`${version}/ca.crt`), text);
  await symlink(version, folder.resolve("..data_tmp"));
  await rename(folder.resolve("..data_tmp"), folder.resolve("..data"));
}

test("a new authority of the server is trusted once the CA file has it, and no call fails meanwhile", async () => {
  const handler = createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: async () => sampleResponse });
  const server = createServer({ ...first.server, keepAliveTimeout: 0 }, createNodeListener(handler));
  await using listening = await listenOnLoopback(server);
  await mount(first.ca);
  await symlink("..data/ca.crt", folder.resolve("ca.crt"));
  const upstream = await openUpstream({
    endpoint: `https://127.0.0.1:${listening.port}`,
    caFile: folder.resolve("ca.crt"),
    signRequest: false,
  });
  const failures: unknown[] = [];
  let calls = 0;
  let isDone = false;
  const load = async (): Promise<void> => {
    while (!isDone) {
      await upstream.assumeRole("edge", "a.b.c").catch((error) => failures.push(error));
      calls += 1;
    }
  };
  const workers = Array.from({ length: 8 }, load);
  /** The file is read again within a second. */
  const pass = async (): Promise<void> => {
    const [from, since] = [calls, performance.now()];
    await expect
      .poll(() => calls - from >= 50 && performance.now() - since > 1_500, { timeout: 60_000 })
      .toBe(true);
  };
  await pass();
  await mount(`${first.ca}${second.ca}`);
  await pass();
  server.setSecureContext(second.server);
  // Connections stay open, so only new ones see the new certificate.
  server.closeIdleConnections();
  await pass();
  await mount("");
  await pass();
  await mount(second.ca);
  await pass();
  isDone = true;
  await Promise.all(workers);
  expect(failures).toEqual([]);
  server.setSecureContext(first.server);
  server.closeAllConnections();
  await expect(upstream.assumeRole("edge", "a.b.c")).rejects.toMatchObject({ reason: "unreachable" });
  upstream.close();
});
