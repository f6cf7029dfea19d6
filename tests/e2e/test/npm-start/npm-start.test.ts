import { existsSync } from "node:fs";
import { root } from "@eks-auth/test-kit/repository";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { describe, expect, test } from "vitest";

describe("npm start", () => {
  // Only npm gets the signal; a terminal and a supervisor send it to the whole group.
  test.each(["SIGTERM", "SIGKILL"] as const)("ends its server if npm gets %s", async (signal) => {
    const program = new StartedProgram("npm", ["start", "--", "--port", "0"], { cwd: root });
    const output = await program.waitFor("Press Ctrl-C to stop.");
    const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";
    const tokenFile = /token file +(\S+)/.exec(output)?.[1] ?? "";
    expect(existsSync(tokenFile)).toBe(true);
    program.signal(signal);
    const isListening = () =>
      fetch(endpoint).then(
        () => true,
        () => false,
      );
    await expect.poll(isListening, { timeout: 20_000 }).toBe(false);
    await expect.poll(() => existsSync(tokenFile), { timeout: 20_000 }).toBe(false);
    // The server closes npm's output at its end.
    expect((await program.finish()).stdout).toContain("\nStopped.\n");
  });
});
