import { parseArgs } from "node:util";
import { checkGenerated } from "./generate/check.ts";
import { Progress } from "./generate/progress.ts";
import { regenerate } from "./generate/regenerate.ts";
import { runCommand } from "./run-command.ts";

const help = `Generates packages/{types,client,server}/src/gen from the Smithy model in model/.

Usage: npm run generate [-- OPTION]

  --check   write nothing; exit with 1 where a generated file is not what the model gives.
            Without Java or Maven it compares digests with generated.lock.json instead, and says so.
  --help    show this text

Needs Java 17 or newer, and Maven the first time.

Examples:
  npm run generate              after a change in model/ or scripts/
  npm run generate -- --check   before a commit
`;

await runCommand(main);

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    return 2;
  }
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const progress = new Progress();
  try {
    return options.check ? await checkGenerated(progress) : await regenerate(progress);
  } finally {
    progress.clear();
  }
}

function readOptions(): { check: boolean; help: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
    });
    return values;
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return undefined;
  }
}
