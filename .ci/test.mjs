// Runs all checks and tests by turbo: `npm test`. If they fail, ends with the failed tests of this run, because turbo
// ends with the names of tasks only.
import { spawnSync } from "node:child_process";
import { listFailures, readReports } from "./reports.mjs";

const tasks = ["lint", "lint-model", "check-generated", "check-changeset", "typecheck", "test"];
const options = ["--concurrency=2", "--continue=dependencies-successful"];
const start = Date.now();
const { status, error } = spawnSync("turbo", ["run", ...tasks, ...options, ...process.argv.slice(2)], {
  stdio: "inherit",
});

if (error !== undefined) {
  console.error(`turbo could not be started: ${error.message}. Run \`npm ci\`.`);
}
if (status !== 0) {
  for (const failure of listFailures(readReports(start))) {
    console.error(`\n${failure}`);
  }
}
process.exitCode = status ?? 1;
