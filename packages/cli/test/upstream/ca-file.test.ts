import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, describe, expect, it } from "vitest";
import { readCaFile } from "../../src/upstream/ca-file.ts";
import { hideRegionAndProxy, runAgent } from "../support/agent-options.ts";

const { certificate } = createSelfSignedCertificate("any");

const folder = await makeTempFolder("eks-auth-ca");
afterAll(() => folder.remove());

it("returns the text of a file with certificates", async () => {
  const file = await folder.write("good.pem", `# a comment\n${certificate}${certificate}`);
  expect(await readCaFile(file, "--ca-file")).toBe(`# a comment\n${certificate}${certificate}`);
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
