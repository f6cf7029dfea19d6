import { run } from "./program.ts";

// Whoever reads our output may go away, `head` for one. That must not end a server, nor keep it from cleaning up.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
}

process.exitCode = await run(process.argv.slice(2));
