#!/usr/bin/env node
// Committed, so that npm finds a file to link when it installs a fresh clone, before anything is built. Its syntax works
// in older versions of Node.js, so that they print this message and not a syntax error.

// Without a listener, SIGUSR1 opens Node.js's inspector, which gives access to the credentials in memory. `exec` adds
// its own listener, which forwards the signal.
process.on("SIGUSR1", () => {});

const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 12)) {
  await import("../dist/start.js");
} else {
  process.stderr.write(
    `error: eks-auth needs Node.js 22.12 or later; this is ${process.versions.node}. Install a newer version.\n`,
  );
  process.exitCode = 1;
}
