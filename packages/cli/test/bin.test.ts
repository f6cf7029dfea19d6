import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
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
