import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ExecFixture, program } from "./support/exec-fixture.ts";

let fixture: ExecFixture;

beforeEach(async () => {
  fixture = await ExecFixture.make();
});
afterEach(() => fixture.stop());

describe("how eks-auth exec ends", () => {
  it.each([0, 1, 42])("with the command's exit code %i", async (code) => {
    const run = await fixture.startWithTokenFile("sh", "-c", `echo out; echo err >&2; exit ${code}`).finish();
    expect(run).toEqual({ exitCode: code, signal: null, stdout: "out\n", stderr: "err\n" });
  });

  it("with 128 and the signal's number where one ended the command", async () => {
    const run = await fixture.startWithTokenFile("sh", "-c", "kill -KILL $$").finish();
    expect(run).toMatchObject({ exitCode: 137, signal: null, stderr: "" });
  });

  it("by SIGINT where that ended the command, so that a shell ends its loop", async () => {
    const run = await fixture.startWithTokenFile("sh", "-c", "kill -INT $$").finish();
    expect(run).toMatchObject({ exitCode: null, signal: "SIGINT", stderr: "" });
  });

  it("with 127 where the command isn't found", async () => {
    expect(await fixture.startWithTokenFile("no-such-program").finish()).toMatchObject({
      exitCode: 127,
      stderr: "error: no-such-program was not found. Check its name, PATH, and a script's first line.\n",
    });
  });

  it("with 126 where the command isn't executable", async () => {
    const file = await fixture.writeProgram("script", "#!/bin/sh\n", 0o644);
    expect(await fixture.startWithTokenFile(file).finish()).toMatchObject({
      exitCode: 126,
      stderr: `error: ${file} may not be run (EACCES). Check that it is a file and executable.\n`,
    });
  });

  it("says that a command's folder is none", async () => {
    expect(await fixture.startWithTokenFile("/etc/passwd/x").finish()).toMatchObject({
      exitCode: 127,
      stderr: "error: /etc/passwd/x was not found. Check its name, PATH, and a script's first line.\n",
    });
  });
});

describe("a signal", () => {
  it("reaches the command, which decides what it means", async () => {
    const command = fixture.startWithTokenFile(...program("print-signals"));
    await command.waitFor("ready");
    for (const signal of ["SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const) {
      command.signal(signal);
      await command.waitFor(`got ${signal}`);
    }
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 7, stderr: "" });
  });

  // Elsewhere, script(1) has other options.
  it.runIf(process.platform === "linux")("that a terminal sends to both of us reaches it once", async () => {
    const main = fileURLToPath(new URL("../../bin/eks-auth.js", import.meta.url));
    const args = ["exec", "--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--no-sign-request"];
    const words = [process.execPath, main, ...args, "--token-file", fixture.tokenFile, "--"];
    // A terminal of its own, whose Ctrl-C we press. Only "exec" leaves no shell in it that the keys would end.
    const line = `exec ${[...words, ...program("print-signals")].map((word) => `'${word}'`).join(" ")}`;
    const terminal = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"]);
    let output = "";
    const printed = async (text: string): Promise<void> => {
      while (!output.includes(text)) {
        await once(terminal.stdout, "data");
      }
    };
    terminal.stdout.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
    });
    await printed("ready");
    terminal.stdin.write("\x03");
    await printed("got SIGINT");
    // What was passed on a second time would be there before what the next key does.
    terminal.stdin.write("\x1c");
    await printed("got SIGQUIT");
    expect(output.match(/got \w+/g)).toEqual(["got SIGINT", "got SIGQUIT"]);
    terminal.stdin.write("\n");
    expect(await once(terminal, "close")).toEqual([7, null]);
  });
});
