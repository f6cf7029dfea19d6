import { runEksAuth, startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Makes Node.js report another version, since the machine has only one. */
function stubNodeVersion(version: string): void {
  const code = `Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} })`;
  vi.stubEnv("NODE_OPTIONS", `--import=data:text/javascript,${encodeURIComponent(code)}`);
}

it.each(["20.20.2", "22.11.0"])("refuses Node.js %s as too old", async (version) => {
  stubNodeVersion(version);
  expect(await runEksAuth("--help")).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: `error: eks-auth needs Node.js 22.12 or later; this is ${version}. Install a newer version.\n`,
  });
});

it.each(["22.12.0", "24.0.0"])("runs with Node.js %s", async (version) => {
  stubNodeVersion(version);
  expect(await runEksAuth("--help")).toMatchObject({ exitCode: 0, stderr: "" });
});

it("does not open Node.js's inspector on SIGUSR1, and runs on", async () => {
  // Any free port, if it opened.
  vi.stubEnv("NODE_OPTIONS", "--inspect-port=0");
  const options = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:1", "--no-sign-request"];
  const listen = ["--listen", "127.0.0.1:0", "--no-probes", "--no-metrics"];
  const agent = startEksAuth("agent", ...options, ...listen);
  const output = await agent.waitFor("Press Ctrl-C to stop.");
  const url = /http:\/\/[\d.:]+/.exec(output)?.[0] ?? "";
  for (let round = 0; round < 3; round++) {
    agent.signal("SIGUSR1");
    expect((await fetch(url)).status).toBe(404);
  }
  agent.signal("SIGTERM");
  expect(await agent.finish()).toMatchObject({ exitCode: 0, stderr: "" });
});
