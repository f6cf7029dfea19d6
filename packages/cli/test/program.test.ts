import { afterEach, expect, it, test, vi } from "vitest";
import packageInfo from "../package.json" with { type: "json" };
import { runEksAuth } from "./eks-auth-command.ts";

it.each([[["--help"]], [["dev", "--help"]], [["help", "dev"]]])(
  "%j prints help and ends with 0",
  async (args) => {
    const { exitCode, stdout } = await runEksAuth(...args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Usage: eks-auth");
  },
);

it("dev --help has examples", async () => {
  expect((await runEksAuth("dev", "--help")).stdout).toContain("Examples:\n  eks-auth dev  ");
});

it("--version prints the package's version", async () => {
  expect((await runEksAuth("--version")).stdout).toBe(`${packageInfo.version}\n`);
});

it.each([
  [["dev", "--prot", "1"], "unknown option '--prot'"],
  [["dev", "--port", "eighty"], "A port is a number from 0 to 65535."],
  [["dev", "--port", "65536"], "A port is a number from 0 to 65535."],
  [["serve-everything"], "unknown command 'serve-everything'"],
  [["dev", "--directory", ""], "It is empty. Name a directory, or leave the option out."],
  [["config", "chek"], "unknown command 'chek'"],
])("%j ends with 2 and says what is wrong", async (args, message) => {
  const { exitCode, stdout, stderr } = await runEksAuth(...args);
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/\nRun it with --help to see what it takes\.\n$/);
});

const token = "eyJcanary.canary.canary";

it.each([
  [[token], 2, "error: unknown command '[a token]'\n"],
  [
    ["exec", "--pod", token, "--", "true"],
    2,
    "error: option '--pod <namespace/name>' argument '[a token]' is invalid.",
  ],
  [["config", "check", "--config", token], 1, "[a token]"],
])("%j has a token where it doesn't belong, which isn't repeated", async (args, code, message) => {
  const { exitCode, stdout, stderr } = await runEksAuth(...args);
  expect(exitCode).toBe(code);
  expect(stderr).toContain(message);
  expect(stdout + stderr).not.toContain("canary");
});

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
