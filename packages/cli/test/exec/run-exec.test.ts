import { describe, expect, it } from "vitest";
import { ExecFixture } from "./support/exec-fixture.ts";

const fixture = new ExecFixture();

describe("eks-auth exec ends", () => {
  it.each([0, 1, 42])("with the command's exit code %i", async (code) => {
    const run = await fixture.startWithTokenFile("sh", "-c", `echo out; echo err >&2; exit ${code}`).finish();
    expect(run).toEqual({ exitCode: code, signal: null, stdout: "out\n", stderr: "err\n" });
  });

  it("with 128 plus the signal's number if a signal ended the command", async () => {
    const run = await fixture.startWithTokenFile("sh", "-c", "kill -KILL $$").finish();
    expect(run).toMatchObject({ exitCode: 137, signal: null, stderr: "" });
  });

  it("by SIGINT if that ended the command, so that a shell ends its loop", async () => {
    const run = await fixture.startWithTokenFile("sh", "-c", "kill -INT $$").finish();
    expect(run).toMatchObject({ exitCode: null, signal: "SIGINT", stderr: "" });
  });
});
