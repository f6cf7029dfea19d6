import { cp } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { findJava } from "@eks-auth/codegen/smithy";
import { cleanEnvironment, runProgram } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { installNode, nodeVersions } from "../../src/tools.ts";

// The tests are skipped if Java is missing.
const java = await prepareOrSkip("the installed generator", findJava);
const isShort = process.env.INSTALL_TESTS === "short";
const [node22, node24] = nodeVersions;
const versions = [node22, node24].filter((version) => version !== undefined);

/** The commands of a section of the page that users read. */
function commandsOf(heading: string): string[] {
  const snippets = readSnippets("docs/regenerating.md").filter((snippet) => snippet.heading === heading);
  return snippets.filter(({ language }) => language === "sh").flatMap(({ code }) => code.split("\n"));
}

const [member] = readSnippets("docs/regenerating.md").filter(({ language }) => language === "smithy");

describe.skipIf(java === undefined).each(isShort ? versions.slice(-1) : versions)(
  "the walk of docs/regenerating.md, with packed packages, on Node.js $version",
  (version) => {
    let folder: TempFolder;
    let env: NodeJS.ProcessEnv;

    beforeAll(async () => {
      folder = await makeTempFolder("eks-auth-generator");
      const node = await installNode(version);
      for (const tarball of inject("tarballs").filter((path) =>
        /codegen|(server|client)-runtime/.test(path),
      )) {
        await cp(tarball, folder.resolve("tarballs", basename(tarball)));
      }
      const person = { NAME: "Ann", EMAIL: "ann@example.com" };
      env = cleanEnvironment({
        PATH: `${dirname(node)}:${process.env.PATH}`,
        GIT_AUTHOR_NAME: person.NAME,
        GIT_AUTHOR_EMAIL: person.EMAIL,
        GIT_COMMITTER_NAME: person.NAME,
        GIT_COMMITTER_EMAIL: person.EMAIL,
        npm_config_yes: "true",
        npm_config_fund: "false",
        npm_config_audit: "false",
      });
    });
    afterAll(() => folder?.remove());

    /** Runs commands in one shell, which ends with the first that fails, and returns what they print. */
    async function run(commands: readonly string[], cwd = folder.resolve("library")): Promise<string> {
      const script = `set -e\n${commands.join("\n")}`;
      const { exitCode, stdout, stderr } = await runProgram("bash", ["-c", script], { cwd, env });
      expect({ exitCode }, `${script}\n${stdout}${stderr}`).toEqual({ exitCode: 0 });
      return stdout;
    }

    async function versionOf(name: string): Promise<string> {
      return JSON.parse(await folder.read(`library/packages/${name}/package.json`)).version;
    }

    async function serveAndCall(): Promise<void> {
      const options = { cwd: folder.resolve("library"), env: { ...env, PORT: "0" }, group: true };
      await using server = new StartedProgram("bash", ["-c", commandsOf("Serve and call")[0] ?? ""], options);
      const [, endpoint = ""] = /Listening on (\S+)\n/.exec(await server.waitFor(/Listening on \S+\n/)) ?? [];
      const call = commandsOf("Serve and call")[1] ?? "";
      const { stdout } = await runProgram("bash", ["-c", call], {
        cwd: folder.resolve("library"),
        env: { ...env, ENDPOINT: endpoint },
      });
      expect(stdout).toContain("Hello, Ann!\n");
      await server.stop();
    }

    test("makes, builds and tests a project", async () => {
      const { stdout } = await runProgram("node", ["--version"], { env });
      expect(stdout.trim()).toBe(`v${version.version}`);
      await run(commandsOf("Make a project"), folder.path);
    });

    test("serves a call of the generated client", serveAndCall);

    test("releases the packages together", async () => {
      await run(commandsOf("Release"));
      const names = ["types", "client", "client-light", "server"];
      expect(await Promise.all(names.map(versionOf))).toEqual(Array(4).fill("0.1.0"));
      expect(JSON.parse(await folder.read("library/released/release.json")).version).toBe("0.1.0");
    });

    test("takes a change of the model to the next release", async () => {
      await folder.edit("library/model/main.smithy", (text) =>
        text.replace("message: String\n", `message: String\n\n${member?.code}\n`),
      );
      const stale = await runProgram("npx", ["@eks-auth/codegen", "version"], {
        cwd: folder.resolve("library"),
        env,
      });
      expect(stale.exitCode).toBe(1);
      expect(stale.stderr).toContain("model/main.smithy");
      const output = await run(commandsOf("Change the model"));
      expect(output).toContain("GetGreetingOutput$language");
      expect(await folder.read("library/packages/types/src/gen/model.ts")).toContain("language?: string");
      expect(await versionOf("client")).toBe("0.2.0");
      expect(await folder.read("library/packages/client/CHANGELOG.md")).toContain(
        "`GetGreetingOutput$language`",
      );
      await serveAndCall();
    });
  },
);
