#!/usr/bin/env node
// Committed, so that npm finds a file to link when it installs a fresh clone, before anything is built. Its syntax works
// in older versions of Node.js, so that they print this message and not a syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 12)) {
  await import("../dist/main.js");
} else {
  process.stderr.write(
    `error: eks-auth-codegen needs Node.js 22.12 or later; this is ${process.versions.node}. Install a newer version.\n`,
  );
  process.exitCode = 1;
}
