// Adds up the reports that vitest left in each workspace, and prints the sum as CI's last line. A test file that
// could not be loaded or set up has no failed test to count; it counts as one. Runs on any Node, also where the
// installation of the workspace's own has failed.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const workspaces = [...readdirSync("packages").map((name) => `packages/${name}`), "scripts"];
const folders = workspaces.map((workspace) => `${workspace}/.reports`).filter((folder) => existsSync(folder));
const reports = folders.flatMap((folder) =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))),
);
const files = reports.flatMap((report) => report.testResults);
const tests = files.flatMap((file) => file.assertionResults);
const passed = tests.filter((test) => test.status === "passed").length;
const failed = files.reduce((sum, file) => sum + countFailures(file), 0);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

function countFailures({ status, assertionResults }) {
  const failures = assertionResults.filter((test) => test.status === "failed").length;
  return status === "failed" ? Math.max(failures, 1) : failures;
}
