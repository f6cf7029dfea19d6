// Prints each signal that it receives. SIGTERM, or a line on standard input, ends it with exit code 7.
for (const signal of ["SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const) {
  process.on(signal, () => process.stdout.write(`got ${signal}\n`));
}
process.on("SIGTERM", () => process.exit(7));
process.stdin.once("data", () => process.exit(7));
setInterval(() => {}, 1000);
process.stdout.write("ready\n");
