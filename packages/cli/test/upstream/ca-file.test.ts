import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openCaFile, readCaFile } from "../../src/upstream/ca-file.ts";
import { hideRegionAndProxy, runAgent } from "../support/agent-options.ts";

const { certificate } = createSelfSignedCertificate("any");

const folder = await makeTempFolder("eks-auth-ca");
afterAll(() => folder.remove());

it("returns the text of a file with certificates", async () => {
  const file = await folder.write("good.pem", `# a comment\n${certificate}${certificate}`);
  expect(await readCaFile(file, "--ca-file")).toBe(`# a comment\n${certificate}${certificate}`);
});

describe("an open CA file", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is read again, and its last certificates stay in use for as long as it can't be used", async () => {
    const problems: (string | undefined)[] = [];
    const file = await folder.write("changing.pem", certificate);
    const read = await openCaFile(file, "--ca-file", (problem) => problems.push(problem));
    await folder.write("changing.pem", "");
    for (let hour = 0; hour < 3; hour += 1) {
      vi.advanceTimersByTime(3_600_000);
      expect(await read()).toBe(certificate);
    }
    expect(problems).toEqual([
      expect.stringMatching(/changing\.pem: There is no CA certificate: .* Check --ca-file\.$/),
    ]);
    const both = `${certificate}${createSelfSignedCertificate("other").certificate}`;
    await folder.write("changing.pem", both);
    vi.advanceTimersByTime(1_000);
    expect(await read()).toBe(both);
    expect(problems).toHaveLength(2);
    expect(problems[1]).toBeUndefined();
  });

  it("must be usable at the start", async () => {
    const problems: unknown[] = [];
    const file = await folder.write("bad.pem", "");
    await expect(openCaFile(file, "--ca-file", (problem) => problems.push(problem))).rejects.toMatchObject({
      code: "file_unusable",
    });
    expect(problems).toEqual([]);
  });
});

describe("eks-auth agent", () => {
  hideRegionAndProxy();

  it("fails with a CA file that does not exist", async () => {
    expect(await runAgent("--region", "eu-west-1", "--ca-file", "/none.pem")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringMatching(/\/none\.pem can't be read \(ENOENT\)\. .* Check --ca-file/),
    });
  });

  const options: [string, string[]][] = [
    ["--ca-file", []],
    ["--keys-ca-file", ["--issuer", "https://oidc.example.org"]],
  ];

  it.each(options)("fails with a file without certificates for %s", async (option, others) => {
    const file = await folder.write("ca.pem", "no certificate");
    const { exitCode, stderr } = await runAgent("--region", "eu-west-1", option, file, ...others);
    expect([exitCode, stderr]).toEqual([
      1,
      `error: ${file}: There is no CA certificate: the file must be PEM, with BEGIN CERTIFICATE. Check ${option}.\n`,
    ]);
  });

  it.each(options)("fails with an invalid certificate for %s", async (option, others) => {
    const invalid = "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n";
    for (const text of [invalid, `${certificate}${invalid}`, "-----BEGIN CERTIFICATE-----\nbm8=\n"]) {
      const file = await folder.write("ca.pem", text);
      const { exitCode, stderr } = await runAgent("--region", "eu-west-1", option, file, ...others);
      expect([exitCode, stderr]).toEqual([
        1,
        expect.stringMatching(new RegExp(`^error: ${file}: .*certificate.*\\. Check ${option}\\.\n$`)),
      ]);
    }
  });
});
