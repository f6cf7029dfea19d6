import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { describe, expect, test } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";
import { AssociationFolder } from "./support/association-folder.ts";

const folder = new AssociationFolder();

describe("eks-auth association", () => {
  test.each(["list", "remove"])("%s --help prints its arguments", async (name) => {
    const { exitCode, stdout } = await runInProcess("association", name, "--help");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Usage: eks-auth association ${name} [options]`);
  });

  test("takes the configuration from the environment", async () => {
    const env = { ...process.env, EKS_AUTH_CONFIG: folder.config };
    const args = [eksAuthProgram, "association", "list", "--cluster", "edge"];
    expect(await readOutput(process.execPath, args, { env })).toContain("shop       cart");
  });

  test.each([
    [["list", "--cluster", "edge"], "required option '--config <file>' not specified"],
    [["rename"], "unknown command 'rename'"],
    [
      ["list", "--context", "edge", "--cluster", "edge"],
      "option '--cluster <name>' is for associations in a file; omit it with --context.",
    ],
    [
      ["show", "--config", "a.yaml", "--cluster", "edge", "--name", "cart"],
      "option '--name <name>' is for association resources; it requires --context.",
    ],
    [["show", "--context", "edge", "--namespace", "shop"], "required option '--service-account <name>'"],
    [["show", "--context", "edge", "--name", "cart"], "required option '--namespace <name>' not specified"],
    [["remove", "--kubeconfig", "a", "--service-account", "a"], "required option '--namespace <name>'"],
  ])("exits with 2 for %j", async (args, message) => {
    expect(await runInProcess("association", ...args)).toMatchObject(failure(2, message));
  });

  test("requires a cluster of the configuration", async () => {
    const args = ["list", "--config", folder.config, "--cluster", "lab"];
    const { exitCode, stderr } = await runInProcess("association", ...args);
    expect([exitCode, stderr]).toEqual([1, `error: ${folder.config} has no cluster lab. It has edge.\n`]);
  });
});
