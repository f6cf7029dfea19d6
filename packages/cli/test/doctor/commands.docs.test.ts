import { chmod } from "node:fs/promises";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { describe, expect, test } from "vitest";
import { BreakageSite } from "./support/breakage-site.ts";

const site = new BreakageSite();

describe("the commands of the docs succeed", () => {
  const ofDocs = (file: string, start: string) =>
    readSnippets(file)
      .flatMap(({ language, code }) => (language === "sh" ? code.split("\n") : []))
      .filter((line) => line.startsWith(start) && !line.includes("--context"));
  const commands = [
    ...ofDocs("docs/agent.md", "eks-auth doctor"),
    ...ofDocs("docs/service.md", "eks-auth config check --config eks-auth.yaml --online"),
  ];

  test("there are three", () => expect(commands).toHaveLength(3));

  test.each(commands)("%s", async (command) => {
    await site.writeConfig("eks-auth");
    const program = await site.folder.write(
      "bin/eks-auth",
      `#!/bin/sh\nexec "${process.execPath}" "${eksAuthProgram}" "$@"\n`,
    );
    await chmod(program, 0o755);
    // A pod has no credentials of the server.
    const credentials = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
    const ofPod = { ...site.podVariables(site.agent), AWS_ENDPOINT_URL_STS: site.sts.url, ...credentials };
    const env = {
      ...process.env,
      ...(command === "eks-auth doctor" && ofPod),
      HOME: site.folder.path,
      PATH: `${site.folder.resolve("bin")}:${process.env.PATH}`,
    };
    const options = { cwd: site.folder.path, env };
    const { exitCode, stdout, stderr } = await new StartedProgram("sh", ["-c", command], options).finish();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).not.toMatch(/warning|failed {2}/);
  });
});
