/**
 * A program: imports the modules that its arguments name, and prints how long that took, in milliseconds.
 */

// Each server needs it, and Node.js loads it on first use.
await import("node:http");

const start = performance.now();
for (const specifier of process.argv.slice(2)) {
  await import(specifier);
}
process.stdout.write(String(performance.now() - start));
