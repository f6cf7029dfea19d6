import { parseArgs } from "node:util";
import { CommandError, formatTable, Progress, runCommand } from "@eks-auth/codegen/terminal";
import { acceptedSurvivors } from "./mutation/accepted-survivors.ts";
import { compareSurvivors, type SurvivorComparison } from "./mutation/compare-survivors.ts";
import { type Mutant, runTarget } from "./mutation/run-target.ts";
import { type MutationTarget, targets } from "./mutation/targets.ts";

const names = targets.map(({ name }) => name);
const shortName = "agent/host";

const help = `Changes the code that decides who gets credentials, one small change after the other, and checks that a test fails for
each. It works on a copy. Survivors, which no test notices, are errors unless scripts/mutation/accepted-survivors.ts
has them with a reason; so are those of that list that do not survive.

Usage: npm run test:mutation [-- OPTION...]

  --only <name>  only this target; can be given several times:
                 ${names.join(", ")}
  --short        only ${shortName}, which takes about a minute
  --json         print only JSON to standard output
  --help         show this text

Exit codes: 0 all survivors are accepted; 1 they are not, or the tests fail without a change; 2 an unknown option.

Examples:
  npm run test:mutation -- --only service/token --only service/keys
`;

await runCommand(async () => {
  const given = readOptions();
  if (typeof given === "number") {
    return given;
  }
  const results: TargetResult[] = [];
  const progress = new Progress();
  for (const target of given.targets) {
    progress.show(target.name);
    const mutants = await runTarget(target).finally(() => progress.clear());
    results.push({ target, mutants, ...compareSurvivors(mutants, acceptedSurvivors) });
  }
  const ok = results.every(({ unexpected, stale }) => unexpected.length === 0 && stale.length === 0);
  process.stdout.write(given.json ? `${JSON.stringify({ ok, results }, null, 2)}\n` : formatResults(results));
  return ok ? 0 : 1;
});

function readOptions(): { readonly targets: readonly MutationTarget[]; readonly json: boolean } | number {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string", multiple: true, default: [] },
        short: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    const only = values.short ? [shortName] : values.only;
    const unknown = only.find((name) => !names.includes(name));
    if (unknown !== undefined) {
      throw new CommandError(`there is no target ${unknown}.`);
    }
    return {
      targets: targets.filter(({ name }) => only.length === 0 || only.includes(name)),
      json: values.json,
    };
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return 2;
  }
}

interface TargetResult extends SurvivorComparison {
  readonly target: MutationTarget;
  readonly mutants: readonly Mutant[];
}

function formatResults(results: readonly TargetResult[]): string {
  const rows = results.map(({ target, mutants, unexpected, stale }) => {
    const killed = mutants.filter(({ isKilled }) => isKilled).length;
    const accepted = mutants.length - killed - unexpected.length;
    return [target.name, ...[mutants.length, killed, accepted, unexpected.length, stale.length].map(String)];
  });
  const lines = results.flatMap(({ unexpected, stale }) => [
    ...unexpected.map(({ file, line, from, to }) => `\nSURVIVED ${file}:${line}\n  - ${from}\n  + ${to}\n`),
    ...stale.map(
      ({ file, from, to }) =>
        `\nSTALE ${file}: remove it from the accepted survivors\n  - ${from}\n  + ${to}\n`,
    ),
  ]);
  const headings = ["target", "mutants", "killed", "accepted", "survived", "stale"];
  return formatTable(headings, rows, "right") + lines.join("");
}
