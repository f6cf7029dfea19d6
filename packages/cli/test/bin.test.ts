import { afterEach, expect, it, vi } from "vitest";
import { runEksAuth } from "./eks-auth-command.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Has Node.js call itself another version, for a machine has one alone. */
function pretendToBe(version: string): void {
  const code = `Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(version)} })`;
  vi.stubEnv("NODE_OPTIONS", `--import=data:text/javascript,${encodeURIComponent(code)}`);
}

it.each(["20.20.2", "22.11.0"])("says that Node.js %s is too old, and what to do", async (version) => {
  pretendToBe(version);
  expect(await runEksAuth("--help")).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: `error: eks-auth needs Node.js 22.12 or later; this is ${version}. Install a newer one, or run it with another.\n`,
  });
});

it.each(["22.12.0", "24.0.0"])("runs with Node.js %s", async (version) => {
  pretendToBe(version);
  expect(await runEksAuth("--help")).toMatchObject({ exitCode: 0, stderr: "" });
});
