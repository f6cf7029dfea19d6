import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { cleanEnvironment, readOutput } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What is typed, and its last word after the Tab key. */
const cases: readonly [typed: string, lastWord: string][] = [
  ["eks-auth assoc", "association"],
  ["eks-auth association rem", "remove"],
  ["eks-auth association add --dur", "--duration-seconds"],
  ["eks-auth serve --log-level de", "debug"],
  ["eks-auth association export --to=k", "--to=kubernetes"],
  ["eks-auth completion fi", "fish"],
  ["eks-auth config check --config ed", "edge.yaml"],
  ["eks-auth association import ed", "edge.yaml"],
  ["eks-auth exec -- sha512s", "sha512sum"],
  ["eks-auth exec -- cat ed", "edge.yaml"],
  // The value is not known, so it is not a file.
  ["eks-auth association add --namespace ed", "ed"],
];

const terminals = {
  bash: { command: "bash --norc --noprofile -i", prepare: "PS1=" },
  zsh: { command: "zsh -f -i", prepare: "PS1=; autoload -U compinit; compinit -u -D" },
} as const;

let folder: TempFolder;
beforeAll(async () => {
  folder = await makeTempFolder("completion");
  await folder.write("edge.yaml", "");
});
afterAll(() => folder.remove());

async function writeScript(shell: string): Promise<string> {
  const { stdout } = await runEksAuth("completion", shell);
  return folder.write(`completion.${shell}`, stdout);
}

for (const [shell, { command, prepare }] of Object.entries(terminals)) {
  if (await hasPrograms(shell, "script")) {
    test(`completion in a terminal with ${shell}`, async () => {
      const env = { ...cleanEnvironment(), TERM: "dumb", HOME: folder.path };
      const args = ["--quiet", "--flush", "--command", command, "/dev/null"];
      await using terminal = new StartedProgram("script", args, {
        cwd: folder.path,
        env,
        stopSignal: "SIGKILL",
      });
      terminal.write(`${prepare}; source ${await writeScript(shell)}; eks-auth() { echo "<$*>" END"."; }\n`);
      // Written in two parts, so that the echo of the line is not the answer.
      terminal.write("echo READY'.'\n");
      await terminal.waitFor("READY.");
      const completed: [string, string][] = [];
      for (const [typed] of cases) {
        const start = terminal.stdout.length;
        terminal.write(`${typed}\t\n`);
        await terminal.waitUntil(() => terminal.stdout.slice(start).includes("> END."));
        const words = /<(.*)> END\./.exec(terminal.stdout.slice(start))?.[1] ?? "";
        completed.push([typed, words.split(" ").at(-1) ?? ""]);
      }
      expect(completed).toEqual(cases);
    });
  }
}

if (await hasPrograms("fish")) {
  describe("completion in fish", () => {
    test.each(cases)("%s", async (typed, lastWord) => {
      const script = `source ${await writeScript("fish")}; complete -C '${typed}'`;
      const output = await readOutput("fish", ["--no-config", "-c", script], { cwd: folder.path });
      // Each line has a word and its description. Without one, the word stays.
      expect(output.trim().split("\t")[0] || typed.split(" ").at(-1)).toBe(lastWord);
    });
  });
}

/** Whether programs are there; otherwise their test is skipped, except in CI. */
async function hasPrograms(...names: readonly string[]): Promise<boolean> {
  const found = await prepareOrSkip(`completion in ${names[0]}`, async () => {
    for (const name of names) {
      await readOutput(name, ["--version"]).catch((cause: unknown) => {
        throw Object.assign(new Error(`${name} is missing`, { cause }), { code: "tool_unavailable" });
      });
    }
    return true;
  });
  return found ?? false;
}
