import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { toExitCode } from "../../src/exec/child-process.ts";
import { createChildEnvironment } from "../../src/sdk-environment/child-environment.ts";
import { ExecFixture, source } from "./support/exec-fixture.ts";

describe("a program that eks-auth exec can't start", () => {
  const fixture = new ExecFixture();

  it("has the exit code 127 if it is not found", async () => {
    expect(await fixture.startWithTokenFile("no-such-program").finish()).toMatchObject({
      exitCode: 127,
      stderr: "error: no-such-program was not found. Check its name, PATH, and a script's first line.\n",
    });
  });

  it("has the exit code 126 if it is not executable", async () => {
    const file = await fixture.writeProgram("script", "#!/bin/sh\n", 0o644);
    expect(await fixture.startWithTokenFile(file).finish()).toMatchObject({
      exitCode: 126,
      stderr: `error: ${file} can't be executed (EACCES). Check that it is a file and executable.\n`,
    });
  });

  it("has the exit code 127 if its folder is a file", async () => {
    expect(await fixture.startWithTokenFile("/etc/passwd/x").finish()).toMatchObject({
      exitCode: 127,
      stderr: "error: /etc/passwd/x was not found. Check its name, PATH, and a script's first line.\n",
    });
  });
});

it("converts an exit status to an exit code as shells do", () => {
  expect(toExitCode({ code: 3 })).toBe(3);
  expect(toExitCode({ signal: "SIGTERM" })).toBe(128 + constants.signals.SIGTERM);
});

describe("createChildEnvironment", () => {
  it("keeps all variables that do not compete", () => {
    const user = { PATH: "/bin", HOME: "/home/me", AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9000" };
    expect(createChildEnvironment(user, source)).toMatchObject(user);
  });

  it.each([
    [{ AWS_REGION: "us-west-2" }, "us-west-2", "us-west-2"],
    [{ AWS_DEFAULT_REGION: "us-west-2" }, "us-west-2", "us-west-2"],
    [{ AWS_REGION: "us-west-2", AWS_DEFAULT_REGION: "us-east-2" }, "us-west-2", "us-east-2"],
    [{ AWS_REGION: "", AWS_DEFAULT_REGION: "" }, "eu-west-1", "eu-west-1"],
  ])("keeps the user's region: %j", (user, AWS_REGION, AWS_DEFAULT_REGION) => {
    expect(createChildEnvironment(user, source)).toMatchObject({ AWS_REGION, AWS_DEFAULT_REGION });
  });

  it("sets no region if none is known", () => {
    expect(createChildEnvironment({}, { ...source, region: undefined })).not.toHaveProperty("AWS_REGION");
  });
});
