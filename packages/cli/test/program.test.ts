import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { Command } from "commander";
import { afterEach, describe, expect, it, test, vi } from "vitest";
import packageInfo from "../package.json" with { type: "json" };
import { createCommand } from "../src/commands.ts";
import { descriptions } from "../src/core/descriptions.ts";
import { failure, runInProcess } from "./support/run-in-process.ts";

const columnsBefore = process.stdout.columns;

afterEach(() => {
  vi.unstubAllEnvs();
  process.stdout.columns = columnsBefore;
});

describe("eks-auth as a process", () => {
  it.each([[["--help"]], [["dev", "--help"]], [["help", "dev"]]])(
    "prints help and exits with 0 for %j",
    async (args) => {
      const { exitCode, stdout } = await runEksAuth(...args);
      expect(exitCode).toBe(0);
      expect(stdout).toContain("Usage: eks-auth");
    },
  );

  it.each([
    [["serve-everything"], 2, "error: unknown command 'serve-everything'"],
    [["config", "check", "--config", "/nonexistent.yaml"], 1, "error: /nonexistent.yaml: "],
  ])("exits with another code than 0 for %j", async (args, code, message) => {
    expect(await runEksAuth(...args)).toMatchObject(failure(code, message));
  });
});

/** All commands, in words. */
const commands = Object.keys(descriptions).flatMap((name) =>
  listCommands(
    createCommand(name as keyof typeof descriptions, () => {}),
    [],
  ),
);

function listCommands(command: Command, parents: readonly string[]): string[][] {
  const words = [...parents, command.name()];
  return [words, ...command.commands.flatMap((each) => listCommands(each, words))];
}

describe.each([[[]], ...commands.map((words) => [words])])("the help of %j", (words) => {
  test("has at least two examples", async () => {
    const { exitCode, stdout } = await runInProcess(...words, "--help");
    const name = ["eks-auth", ...words].join(" ");
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`Usage: ${name} `)]);
    const [, examples = ""] = stdout.split("\nExamples:\n");
    expect(examples.match(new RegExp(`^  .*${name}( |$)`, "gm"))?.length).toBeGreaterThanOrEqual(2);
  });

  test.each([80, 120])("fits %i columns", async (columns) => {
    process.stdout.columns = columns;
    const { stdout } = await runInProcess(...words, "--help");
    expect(stdout.split("\n").filter((line) => line.length > columns)).toEqual([]);
  });
});

test("--version prints the package's version", async () => {
  expect((await runInProcess("--version")).stdout).toBe(`${packageInfo.version}\n`);
});

it.each([
  [["dev", "--prot", "1"], "unknown option '--prot'"],
  [["dev", "--port", "eighty"], "A port is a number from 0 to 65535."],
  [["dev", "--port", "65536"], "A port is a number from 0 to 65535."],
  [["serve-everything"], "unknown command 'serve-everything'"],
  [
    ["dev", "--once", "--write-env", ".env"],
    "option '--once' cannot be used with option '--write-env <path>'",
  ],
  [["dev", "--directory", ""], "It is empty. Give a path, or omit the option."],
  [["config", "chek"], "unknown command 'chek'"],
])("%j exits with 2 and says what is wrong", async (args, message) => {
  const result = await runInProcess(...args);
  expect(result).toMatchObject(failure(2, message));
  expect(result.stderr).toMatch(/\nRun it with --help for its options\.\n$/);
});

const token = "eyJcanary.canary.canary";

it.each([
  [[token], 2, "error: unknown command '[a token]'\n"],
  [
    ["exec", "--pod", token, "--", "true"],
    2,
    "error: option '--pod <namespace/name>' argument '[a token]' is",
  ],
  [["config", "check", "--config", token], 1, "[a token]"],
])("%j contains a token by mistake, which the message does not repeat", async (args, code, message) => {
  const result = await runInProcess(...args);
  expect(result).toMatchObject(failure(code, message));
  expect(result.stderr).not.toContain("canary");
});

test("an empty variable counts as unset", async () => {
  vi.stubEnv("EKS_AUTH_CLUSTER", "");
  vi.stubEnv("EKS_AUTH_REGION", "");
  vi.stubEnv("AWS_REGION", undefined);
  vi.stubEnv("AWS_DEFAULT_REGION", undefined);
  vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent/config");
  expect((await runEksAuth("agent")).stderr).toContain("required option '--cluster <name>' not specified");
  expect((await runEksAuth("agent", "--cluster", "edge")).stderr).toMatch(
    /^error: No AWS region is known\./m,
  );
});

const config = "required option '--config <file>' not specified. Give it, or set EKS_AUTH_CONFIG.";

test.each([
  [["serve"], config],
  [["config", "check"], config],
  [["association", "list", "--cluster", "edge"], `${config} For association resources, use --context.`],
  [["token", "inspect", "--cluster", "edge"], config],
  [["agent"], "required option '--cluster <name>' not specified. Give it, or set EKS_AUTH_CLUSTER."],
  [
    ["exec", "--pod", "shop/cart-0", "--", "true"],
    "which cluster is the pod in? Use --cluster with its name in the EKS Auth API, or set EKS_AUTH_CLUSTER.",
  ],
  // No variable sets this one.
  [["association", "list", "--config", "eks-auth.yaml"], "required option '--cluster <name>' not specified"],
])("%j names the missing option, and the variable that sets it", async (args, message) => {
  expect(await runInProcess(...args)).toMatchObject(failure(2, `error: ${message}\n`));
});

// Its message belongs to doctor.
test("doctor names the missing option, and the variable that sets it", async () => {
  expect(await runInProcess("doctor", "--endpoint", "http://127.0.0.1:8480")).toMatchObject(
    failure(2, /^error: .*--cluster.*EKS_AUTH_CLUSTER\.\n/),
  );
});
