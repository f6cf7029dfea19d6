import { expect, it, vi } from "vitest";
import { addSignRequestHint } from "../../src/upstream/open-upstream.ts";
import { hideRegionAndProxy, runAgent } from "../support/agent-options.ts";
import { failure } from "../support/run-in-process.ts";

hideRegionAndProxy();

it.each([
  [
    ["--endpoint", "http://eks-auth.example.org"],
    /^error: .*eks-auth\.example\.org.*https.* Check --endpoint\.$/m,
  ],
  [["--endpoint", "localhost:8480"], /^error: The endpoint .* Check --endpoint\.$/m],
  [[], /^error: No AWS region is known\. .*Use --region\.$/m],
  [
    ["--endpoint", "http://127.0.0.1:8480"],
    /^error: No AWS region is known\. .*Use --region, or --no-sign-request for an eks-auth serve .*\.$/m,
  ],
  [["--region", "zz zz"], /^error: The AWS region .*"zz zz".* Use --region\.$/m],
])("fails with %j", async (args, message) => {
  expect(await runAgent(...args)).toMatchObject(failure(1, message));
});

it("fails with an invalid proxy, and does not print its password", async () => {
  vi.stubEnv("HTTPS_PROXY", "socks5://user:canary@127.0.0.1:1080");
  const result = await runAgent("--region", "eu-west-1");
  expect(result).toMatchObject(failure(1, /^error: HTTPS_PROXY .*http or https URL.*\n$/));
  expect(result.stderr).not.toContain("canary");
});

it("adds the fix to the reason for missing credentials only", () => {
  expect(addSignRequestHint(undefined, {})).toBeUndefined();
  expect(addSignRequestHint("None.", {})).toBe(
    "None. If an eks-auth serve answers, use --caller-token-file; if it has no callers, use --no-sign-request.",
  );
  for (const flags of [{ signRequest: true }, { signRequest: false }, { callerTokenFile: "token" }]) {
    expect(addSignRequestHint("None.", flags)).toBe("None.");
  }
});
