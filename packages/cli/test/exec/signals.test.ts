import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { describe, expect, it } from "vitest";
import { ExecFixture, printSignalsCommand, unusedApi } from "./support/exec-fixture.ts";

const fixture = new ExecFixture();

describe("a signal", () => {
  it("is forwarded to the command, which decides what it means", async () => {
    const command = fixture.startWithTokenFile(...printSignalsCommand);
    await command.waitFor("ready");
    for (const signal of ["SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const) {
      command.signal(signal);
      await command.waitFor(`got ${signal}`);
    }
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 7, stderr: "" });
  });

  // On other systems, script(1) has other options.
  it.runIf(process.platform === "linux")("of a terminal reaches the command once", async () => {
    const words = [process.execPath, eksAuthProgram, "exec", ...unusedApi, "--token-file", fixture.tokenFile];
    // A terminal with keys to press. With "exec", it contains no shell that the keys would end.
    const line = `exec ${[...words, "--", ...printSignalsCommand].map((word) => `'${word}'`).join(" ")}`;
    const script = ["--quiet", "--return", "--command", line, "/dev/null"];
    const terminal = new StartedProgram("script", script, { env: process.env });
    await terminal.waitFor("ready");
    terminal.write("\x03");
    await terminal.waitFor("got SIGINT");
    // A signal that is forwarded as well would arrive before that of the next key.
    terminal.write("\x1c");
    const output = await terminal.waitFor("got SIGQUIT");
    expect(output.match(/got \w+/g)).toEqual(["got SIGINT", "got SIGQUIT"]);
    terminal.write("\n");
    expect(await terminal.finish()).toMatchObject({ exitCode: 7, signal: null });
  });
});
