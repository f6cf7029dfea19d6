import { formatMarkdownTable, formatTable, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { writeSection } from "@eks-auth/test-kit/repository";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { rehearse } from "./rehearse.ts";
import { StepLog } from "./step-log.ts";

const help = `Rehearses a release in a clone of the last commit, with a registry on this machine: version, build, pack, publish,
install. Then it changes the model, releases again, and upgrades. It publishes nothing elsewhere.

Usage: npm run release:rehearse [-- OPTION...]

  --uncommitted  include uncommitted changes
  --keep         keep the folder with the clone, the registry and the consumer, and print its path
  --json         print only JSON to standard output
  --write        write the table to docs/versioning.md
  --help         show this text

Without Java it skips the second release.

Exit codes: 0 all steps passed; 1 a step failed; 2 an unknown option.

Examples:
  npm run release:rehearse                          before a release
  npm run release:rehearse -- --uncommitted --keep  while you change the release scripts
`;

await runCommand(() => runWithFlags(help, ["uncommitted", "keep", "json", "write"], main));

async function main(given: ReadonlySet<string>): Promise<number> {
  const log = new StepLog((line) => process.stderr.write(line));
  // Outside this repository: Node.js would find missing dependencies in its node_modules.
  const folder = await makeTempFolder("eks-auth-rehearsal");
  let hasPassed = false;
  try {
    await rehearse({ folder: folder.path, withUncommitted: given.has("uncommitted") }, log);
    hasPassed = true;
  } finally {
    if (given.has("keep")) {
      process.stderr.write(`The files are in ${folder.path}.\n`);
    } else {
      await folder.remove();
    }
    process.stdout.write(
      given.has("json")
        ? `${JSON.stringify({ ok: hasPassed, steps: log.steps }, null, 2)}\n`
        : `\n${formatTable(...log.toTable())}${explainSkipped(log)}`,
    );
  }
  if (given.has("write")) {
    await writeSection("docs/versioning.md", "rehearsal", formatMarkdownTable(...log.toTable()));
    process.stderr.write("Wrote docs/versioning.md.\n");
  }
  return 0;
}

function explainSkipped({ steps }: StepLog): string {
  const skipped = steps.filter(({ outcome }) => outcome === "skipped");
  return skipped.map(({ name, detail }) => `\nskipped: ${name}: ${detail}\n`).join("");
}
