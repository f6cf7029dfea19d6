// Adds up the reports that vitest wrote in each workspace, and prints each failed test and, as CI's last line, the sum.
import { listFailures, readReports } from "./reports.mjs";

const reports = readReports();
const failures = listFailures(reports);
const tests = reports.flatMap(({ files }) => files.flatMap((file) => file.assertionResults));
const passed = tests.filter((test) => test.status === "passed").length;

for (const failure of failures) {
  console.log(`\n${failure}`);
}
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = passed > 0 && failures.length === 0 ? 0 : 1;
