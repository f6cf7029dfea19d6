/**
 * Preloaded with `--require`, which loads nothing that Node.js would not load anyway: makes a program write its cost to
 * standard error as `cost MICROSECONDS KIBIBYTES`, its CPU time and its largest resident set, when it ends and on SIGUSR2.
 */
const { writeSync } = require("node:fs");

function report() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(2, `cost ${userCPUTime + systemCPUTime} ${maxRSS}\n`);
}

process.on("exit", report);
process.on("SIGUSR2", report);
