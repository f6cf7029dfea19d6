// Adds up the reports that vitest left in each workspace, names each test that failed, and prints the sum as CI's last
// line. A test file that could not be loaded or set up has no failed test to count; it counts as one. Runs on any Node,
// also where the installation of the workspace's own has failed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const parents = ["packages", "tests"];
const workspaces = [
  ...parents.flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`)),
  "benchmarks",
  "scripts",
];
const folders = workspaces.map((workspace) => `${workspace}/.reports`).filter((folder) => existsSync(folder));
const reports = folders.flatMap((folder) =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))),
);
const files = reports.flatMap((report) => report.testResults);
const tests = files.flatMap((file) => file.assertionResults);
const passed = tests.filter((test) => test.status === "passed").length;
const failures = files.flatMap(listFailures);

for (const { file, test, why } of failures) {
  console.log(`\nFAILED ${relative(process.cwd(), file)} > ${test}\n${why.replaceAll(/^/gm, "    ")}`);
}
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = passed > 0 && failures.length === 0 ? 0 : 1;

function listFailures({ name, status, message, assertionResults }) {
  const failed = assertionResults
    .filter((test) => test.status === "failed")
    .map((test) => ({ file: name, test: test.fullName, why: test.failureMessages.join("\n") }));
  const unloaded = status === "failed" && failed.length === 0;
  return unloaded ? [{ file: name, test: "(the file as a whole)", why: message }] : failed;
}
