import { checkGenerated } from "./generate/check.ts";
import { help } from "./generate/help.ts";
import { type Command, parseOptions, UsageError } from "./generate/options.ts";
import { Progress } from "./generate/progress.ts";
import { regenerate } from "./generate/regenerate.ts";
import { runCommand } from "./run-command.ts";

await runCommand(main);

async function main(): Promise<number> {
  const command = readCommand();
  if (command === undefined) {
    return 2;
  }
  const progress = new Progress();
  try {
    return await run(command, progress);
  } finally {
    progress.clear();
  }
}

/** What is seldom asked for, and what takes long to load, is loaded where it is asked for. */
async function run(command: Command, progress: Progress): Promise<number> {
  switch (command.kind) {
    case "help":
      process.stdout.write(help);
      return 0;
    case "check":
      return checkGenerated(progress);
    case "regenerate":
      return regenerate(progress);
    case "watch":
      return (await import("./generate/watch/watch.ts")).watchModel(progress);
    case "other-model":
      return (await import("./generate/other-model.ts")).generateOtherModel(command.target, progress);
  }
}

/** npm runs scripts in the root and says where it was called: relative paths start there. */
function readCommand(): Command | undefined {
  try {
    return parseOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    process.stderr.write(`error: ${error.message}\n\n${help}`);
    return undefined;
  }
}
