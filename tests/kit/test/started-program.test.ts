import { describe, expect, test } from "vitest";
import { StartedProgram, type StartOptions } from "../src/started-program.ts";

/** Starts a program of Node.js. */
function start(script: string, options: StartOptions = {}): StartedProgram {
  return new StartedProgram(process.execPath, ["--eval", script], options);
}

/** Prints a text and then runs until it is stopped. */
const running = (text: string) =>
  `process.stdout.write(${JSON.stringify(text)}); setInterval(() => {}, 1000);`;

describe("waitFor", () => {
  test("returns the output once the text is printed, in several parts too", async () => {
    await using program = start(
      `process.stdout.write("rea"); setImmediate(() => process.stdout.write("dy!")); setInterval(() => {}, 1000);`,
    );
    expect(await program.waitFor("ready")).toBe("ready!");
    expect(await program.waitFor(/^ready/)).toBe("ready!");
  });

  test("fails with the output if the program ends first", async () => {
    await using program = start(`console.log("starting"); console.error("no port"); process.exitCode = 3;`);
    const error = await program.waitFor("ready").catch((error) => error);
    expect(error).toMatchObject({ name: "ProgramError", code: "program_failed" });
    expect(error.message).toContain('ended without printing "ready"');
    expect(error.message).toContain("starting");
    expect(error.message).toContain("no port");
  });

  test("fails if the program does not exist", async () => {
    const program = new StartedProgram("/nonexistent/program", []);
    await expect(program.waitFor("ready")).rejects.toThrow("ENOENT");
    await expect(program.finish()).rejects.toMatchObject({ code: "program_failed" });
    await program.stop();
  });
});

test("waitForError waits for standard error", async () => {
  await using program = start(`console.error("listening"); setInterval(() => {}, 1000);`);
  expect(await program.waitForError("listening")).toBe("listening\n");
});

test("finish returns how the program ended, with all its output", async () => {
  const program = start(`process.stdout.write("x".repeat(1e6)); console.error("bad"); process.exitCode = 3;`);
  const { exitCode, signal, stdout, stderr } = await program.finish();
  expect([exitCode, signal, stdout.length, stderr]).toEqual([3, null, 1e6, "bad\n"]);
});

test("stop ends the program with a signal, and does nothing if it has ended", async () => {
  const program = start(running("up"), { stopSignal: "SIGINT" });
  await program.waitFor("up");
  expect(program.hasEnded).toBe(false);
  await program.stop();
  await program.stop();
  expect(program.hasEnded).toBe(true);
  expect(await program.finish()).toMatchObject({ exitCode: null, signal: "SIGINT" });
  expect(() => program.requireRunning()).toThrow("has ended");
});

test("a group's signal reaches the processes that the program started", async () => {
  const script = running("up").replaceAll('"', '\\"');
  await using program = new StartedProgram("sh", ["-c", `"${process.execPath}" --eval "${script}"; true`], {
    group: true,
  });
  await program.waitFor("up");
  await program.stop();
  expect(program.hasEnded).toBe(true);
});

test("write writes to standard input", async () => {
  await using program = start(`process.stdin.pipe(process.stdout);`);
  program.write("hello");
  expect(await program.waitFor("hello")).toBe("hello");
});

test("waitUntil repeats a check, and fails if the program ends", async () => {
  await using program = start(running("up"));
  let checks = 0;
  await program.waitUntil(() => ++checks === 3);
  await program.stop();
  await expect(program.waitUntil(() => false)).rejects.toThrow("has ended");
});

test("settings of npm, turbo and vitest are not in the program's environment", async () => {
  const { stdout } = await start("console.log(JSON.stringify(process.env))").finish();
  expect(Object.keys(JSON.parse(stdout)).filter((name) => /^(VITEST|npm_lifecycle)/.test(name))).toEqual([]);
});
