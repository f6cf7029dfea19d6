import { afterEach, expect, test, vi } from "vitest";
import { runEksAuth } from "./eks-auth-command.ts";

const config = "required option '--config <file>' not specified. Give it, or set EKS_AUTH_CONFIG.";

afterEach(() => void vi.unstubAllEnvs());

test("a variable that is empty gives no option", async () => {
  vi.stubEnv("EKS_AUTH_CLUSTER", "");
  vi.stubEnv("EKS_AUTH_REGION", "");
  vi.stubEnv("AWS_REGION", undefined);
  vi.stubEnv("AWS_DEFAULT_REGION", undefined);
  vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent/config");
  expect((await runEksAuth("agent")).stderr).toContain("required option '--cluster <name>' not specified");
  expect((await runEksAuth("agent", "--cluster", "edge")).stderr).toContain("error: No AWS region is known.");
});

test.each([
  [["serve"], config],
  [["config", "check"], config],
  [["association", "list", "--cluster", "edge"], config],
  [["token", "inspect", "--cluster", "edge"], config],
  [["agent"], "required option '--cluster <name>' not specified. Give it, or set EKS_AUTH_CLUSTER."],
  [
    ["exec", "--pod", "shop/cart-0", "--", "true"],
    "of which cluster is the pod? Give --cluster NAME, as the EKS Auth API calls it, or set EKS_AUTH_CLUSTER.",
  ],
  [
    ["doctor", "--endpoint", "http://127.0.0.1:8480"],
    "the cluster is not known. Name it with --cluster, as the server calls it, or set EKS_AUTH_CLUSTER.",
  ],
  // No variable gives this one.
  [["association", "list", "--config", "eks-auth.yaml"], "required option '--cluster <name>' not specified"],
])("%j names the option that is missing, and the variable that gives it", async (args, message) => {
  const { exitCode, stderr } = await runEksAuth(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`error: ${message}\n`);
});
