/** Imports the modules given as arguments and prints the time that it took, in milliseconds. */

// Every server needs node:http, which Node.js loads on first use.
await import("node:http");

const start = performance.now();
for (const specifier of process.argv.slice(2)) {
  await import(specifier);
}
process.stdout.write(String(performance.now() - start));
