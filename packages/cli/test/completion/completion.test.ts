import { readOutput } from "@eks-auth/test-kit/run-program";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { Argument, Command, Option } from "commander";
import { describe, expect, test } from "vitest";
import { createCommand } from "../../src/commands.ts";
import { describeCommand } from "../../src/completion/described-command.ts";
import { formatBash } from "../../src/completion/format-bash.ts";
import { formatFish } from "../../src/completion/format-fish.ts";
import { formatZsh } from "../../src/completion/format-zsh.ts";
import { descriptions } from "../../src/core/descriptions.ts";
import { failure, runInProcess } from "../support/run-in-process.ts";

const folder = useTempFolder("completion");

/** Completes the last word of each line with the function for bash, without a terminal. */
async function complete(script: string, lines: readonly string[]): Promise<string[][]> {
  const path = await folder.write("completion.bash", script);
  const calls = lines.map((line) => {
    // As bash splits words, at spaces and equals signs.
    const words = line.split(/ |(?==)|(?<==)/).map((word) => `'${word}'`);
    return `COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _eks_auth; echo "\${COMPREPLY[*]}"`;
  });
  const output = await readOutput("bash", ["-c", `source '${path}'\n${calls.join("\n")}`]);
  return output
    .split("\n")
    .slice(0, -1)
    .map((words) => words.split(" ").filter((word) => word !== ""));
}

describe("the script for bash completes", () => {
  test.each<[string, readonly string[]]>([
    ["eks-auth assoc", ["association"]],
    ["eks-auth association l", ["list"]],
    ["eks-auth association add --dur", ["--duration-seconds"]],
    ["eks-auth association export --to ", ["kubernetes", "file"]],
    ["eks-auth association export --to=f", ["file"]],
    ["eks-auth serve --log-level=", ["debug", "info", "warn", "error"]],
    ["eks-auth completion z", ["zsh"]],
    // A command's name is also a value.
    ["eks-auth exec --cluster serve --to", ["--token-file"]],
    // The value is not known.
    ["eks-auth association add --namespace s", []],
    ["eks-auth serve --once", []],
    ["eks-auth exec -- tru", expect.arrayContaining(["true"]) as readonly string[]],
    // Bash completes files itself if the function returns none.
    ["eks-auth config check --config e", []],
    ["eks-auth association import d", []],
    ["eks-auth exec -- cat --help", []],
  ])("%s", async (line, expected) => {
    const { stdout } = await runInProcess("completion", "bash");
    expect(await complete(stdout, [line])).toEqual([expected]);
  });

  test("all commands, and all options of each", async () => {
    const { stdout } = await runInProcess("completion", "bash");
    const all = Object.keys(descriptions).map((name) =>
      createCommand(name as keyof typeof descriptions, () => {}),
    );
    const leaves = all.flatMap((command) => (command.commands.length === 0 ? [command] : command.commands));
    const pathOf = (command: Command): string => `${command.parent?.name() ?? ""} ${command.name()}`.trim();
    const completed = await complete(stdout, [
      "eks-auth ",
      ...leaves.map((leaf) => `eks-auth ${pathOf(leaf)} -`),
    ]);
    expect(completed[0]).toEqual([...Object.keys(descriptions), "-V", "--version", "-h", "--help"]);
    expect(completed.slice(1)).toEqual(
      leaves.map((leaf) => [...leaf.options.map(({ long }) => long), "-h", "--help"]),
    );
  });
});

test("a new command is in each script, without a change of the formats", async () => {
  const added = new Command("rotate")
    .description("Rotate keys, it's safe: [really].")
    .addArgument(new Argument("<kind>").choices(["token", "session"]))
    .addOption(new Option("-s, --speed <level>", "how fast").choices(["slow", "quick"]))
    .option("--key-file <path>", "the key");
  const described = describeCommand(new Command("eks-auth").addCommand(added));
  expect(
    await complete(formatBash(described), [
      "eks-auth rotate -s q",
      "eks-auth rotate se",
      "eks-auth rotate -",
    ]),
  ).toEqual([["quick"], ["session"], ["-s", "--speed", "--key-file", "-h", "--help"]]);
  const fish = formatFish(described);
  expect(fish).toContain("-n '__eks_auth_at eks-auth' -a rotate -d 'Rotate keys, it\\'s safe'\n");
  expect(fish).toContain(
    "-n '__eks_auth_at eks-auth rotate' -s s -l speed -r -f -a 'slow quick' -d 'how fast'\n",
  );
  expect(fish).toContain("-n '__eks_auth_at eks-auth rotate' -l key-file -r -F -d 'the key'\n");
  const zsh = formatZsh(described);
  expect(zsh).toContain("    'rotate:Rotate keys, it'\\''s safe'\n");
  expect(zsh).toContain("    '*--speed=[how fast]:value:(slow quick)' \\\n");
  expect(zsh).toContain("    '1:argument:(token session)'\n");
});

test.each([
  [[], "missing required argument 'shell'"],
  [["tcsh"], "Allowed choices are bash, zsh, fish."],
])("completion %j is refused", async (args, message) => {
  expect(await runInProcess("completion", ...args)).toMatchObject(failure(2, message));
});
