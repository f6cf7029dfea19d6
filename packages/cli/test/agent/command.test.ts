import { expect, it, vi } from "vitest";
import { hideRegionAndProxy, runAgent } from "../support/agent-options.ts";
import { failure, runInProcess } from "../support/run-in-process.ts";

hideRegionAndProxy();

it.each([
  ["--keys-file keys.json", /^error: the --keys options require the issuer\. Add --issuer\.$/m],
  ["--keys-ca-file ca.pem", /Add --issuer\.$/m],
  ["--listen 0.0.0.0:0", /--listen has 0\.0\.0\.0, which no Host header names\..*--allow-host/],
  ["--listen [::0]:0", /--listen has ::, .*--allow-host/],
])("fails with %s", async (args, message) => {
  expect(await runAgent("--region", "eu-west-1", ...args.split(" "))).toMatchObject(failure(1, message));
});

it.each(["", "a b/c"])("refuses the cluster name %j", async (name) => {
  expect(await runInProcess("agent", "--cluster", name, "--region", "eu-west-1")).toMatchObject(
    failure(2, "option '--cluster <name>' argument"),
  );
  vi.stubEnv("EKS_AUTH_CLUSTER", name);
  expect(await runInProcess("agent", "--region", "eu-west-1")).toMatchObject({ exitCode: 2 });
});

it("shows default addresses in its help as they are given", async () => {
  const { stdout } = await runInProcess("agent", "--help");
  expect(stdout).toMatch(/default:\s+127\.0\.0\.1:2703\)/);
  expect(stdout).toMatch(/default:\s+127\.0\.0\.1:2705\)/);
  expect(stdout).not.toContain("{");
});

it.each(["8080", "localhost:80", "127.0.0.1:70000", "[::1]", "::1:80", "[::1%lo]:80"])(
  "refuses to listen on %s",
  async (address) => {
    expect(await runAgent("--listen", address)).toMatchObject(
      failure(2, "such as 127.0.0.1:8080 or [::1]:8080."),
    );
  },
);
