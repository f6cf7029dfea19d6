import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatInstructions, type InstructionOptions } from "../../src/dev/instructions.ts";
import { between, runCurl } from "./support/printed-text.ts";

const execute = promisify(execFile);

describe("the instructions of eks-auth dev", () => {
  let command: StartedProgram;
  let output: string;

  beforeAll(async () => {
    command = startEksAuth("dev", "--port", "0");
    output = await command.waitFor("Press Ctrl-C to stop.");
  });
  afterAll(() => command.stop());

  it("contain a curl command that works", async () => {
    await expect
      .poll(() => runCurl(output))
      .toMatchObject({
        subject: { namespace: "default", serviceAccount: "sample" },
        credentials: { expiration: expect.any(Number), sessionToken: expect.stringMatching(/^ey/) },
      });
  });

  it("contain TypeScript that works", async () => {
    // As above, the first request may be refused.
    await expect.poll(() => runCurl(output)).toHaveProperty("credentials");
    const code = between(output, "or with TypeScript:", "Press Ctrl-C");
    const { stdout } = await execute(process.execPath, ["--input-type=module-typescript", "--eval", code]);
    expect(stdout).toContain("serviceAccount: 'sample'");
  });
});

describe("the instructions for a directory with a quote in its name", () => {
  it("contain snippets that work", async () => {
    await using directory = await makeTempFolder("eks-auth-it's");
    await using command = startEksAuth("dev", "--port", "0", "--directory", directory.path);
    const output = await command.waitFor("Press Ctrl-C to stop.");
    await expect.poll(() => runCurl(output)).toMatchObject({ audience: "pods.eks.amazonaws.com" });
  });
});

describe("the instructions", () => {
  const environment = {
    endpoint: "http://127.0.0.1:8480",
    agentUrl: "http://127.0.0.1:8481",
    stsUrl: "http://127.0.0.1:8482",
    eksApiUrl: "http://127.0.0.1:8483",
    issuer: "http://127.0.0.1:5000",
    associationFile: "/tmp/dev/associations.yaml",
    tokenFile: "/tmp/dev/token",
  };
  const consoleUrl = "http://127.0.0.1:8484";
  const format = (options: Partial<InstructionOptions> = {}): string =>
    formatInstructions(environment, { consoleUrl, command: "eks-auth", isRegistered: true, ...options });

  it("name every URL and file, and say that only STS answers", () => {
    const text = format({ envFile: "./.env" });
    for (const value of [...Object.values(environment), consoleUrl]) {
      expect(text).toContain(value);
    }
    expect(text).toContain("  env file      ./.env\n");
    expect(text).toContain("Only the STS above answers");
  });

  it("fit into 80 columns", () => {
    expect(
      format()
        .split("\n")
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  it("name the port only if another command would not find it", () => {
    expect(format()).toContain('  eval "$(eks-auth dev --print-env)"\n');
    const other = formatInstructions(
      { ...environment, endpoint: "http://127.0.0.1:9000" },
      { consoleUrl, command: "npx eks-auth", isRegistered: true },
    );
    expect(other).toContain('  eval "$(npx eks-auth dev --print-env --port 9000)"\n');
    expect(other).toContain("  npx eks-auth exec --dev -- aws sts get-caller-identity\n");
  });

  it("have the variables, below 110 characters a line, if another command can't find the environment", () => {
    const text = format({ isRegistered: false });
    expect(text).not.toContain("--print-env");
    const lines = text.split("\n").filter((line) => /^ {2}(unset|export) /.test(line));
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.filter((line) => line.length > 112)).toEqual([]);
  });
});
