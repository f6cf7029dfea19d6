import { execFile } from "node:child_process";
import { readlink, stat, symlink } from "node:fs/promises";
import { promisify } from "node:util";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeEnvFile } from "../../src/dev/env-file.ts";
import { createVariables, envFileHeader, formatEnvFile } from "../../src/dev/variables.ts";

const execute = promisify(execFile);
const addresses = {
  agentUrl: "http://127.0.0.1:8481",
  stsUrl: "http://127.0.0.1:8482",
  tokenFile: "/tmp/dev/token",
};

describe("the env file", () => {
  let folder: TempFolder;

  beforeEach(async () => {
    folder = await makeTempFolder();
  });
  afterEach(() => folder.remove());

  it("can only be read by its owner, and is removed", async () => {
    const file = await writeEnvFile(folder.resolve(".env"), `${envFileHeader}\nAWS_REGION=one\n`);
    expect((await stat(folder.resolve(".env"))).mode & 0o777).toBe(0o600);
    await file.remove();
    expect(await folder.list()).toEqual([]);
  });

  it("replaces the file of a run that was killed", async () => {
    await writeEnvFile(folder.resolve(".env"), `${envFileHeader}\nAWS_REGION=one\n`);
    await writeEnvFile(folder.resolve(".env"), `${envFileHeader}\nAWS_REGION=two\n`);
    expect(await folder.read(".env")).toBe(`${envFileHeader}\nAWS_REGION=two\n`);
  });

  it("is not removed if another run has replaced it", async () => {
    const first = await writeEnvFile(folder.resolve(".env"), `${envFileHeader}\nAWS_REGION=one\n`);
    await writeEnvFile(folder.resolve(".env"), `${envFileHeader}\nAWS_REGION=two\n`);
    await first.remove();
    expect(await folder.read(".env")).toContain("AWS_REGION=two");
  });

  it("replaces all that a killed run has written", async () => {
    const text = formatEnvFile(
      { ...addresses, tokenFile: "/tmp/a b/token" },
      { HTTPS_PROXY: "http://proxy" },
    );
    await writeEnvFile(folder.resolve(".env"), text);
    await writeEnvFile(folder.resolve(".env"), formatEnvFile(addresses, {}));
    expect(await folder.read(".env")).toBe(formatEnvFile(addresses, {}));
  });

  it.each([
    "",
    "SECRET=own\n",
    "# My file\n",
    envFileHeader,
    `${envFileHeader} Or not.\n`,
    `${envFileHeader}\nAWS_REGION=one\nSECRET=own\n`,
    `${envFileHeader}\nAWS_REGION=one\nSECRET=own`,
    `${envFileHeader}\nAWS_REGION=one\n# Mine\n`,
    `${envFileHeader}\nAWS_REGION=one\n\n`,
    `${envFileHeader}\nAWS_REGION2\n`,
    `${envFileHeader}\nAWS_REGION=one\nAWS_REGION=mine\n`,
  ])("does not replace a file of the user: %j", async (text) => {
    await folder.write(".env", text);
    await expect(writeEnvFile(folder.resolve(".env"), `${envFileHeader}\n`)).rejects.toMatchObject({
      code: "unwritable",
      message: `${folder.resolve(".env")} exists already, and eks-auth dev did not write it. Choose another file with --write-env, or remove it.`,
    });
    expect(await folder.read(".env")).toBe(text);
  });

  it("does not replace a large file", async () => {
    await folder.write(".env", `${envFileHeader}\nAWS_REGION=${"x".repeat(70_000)}\n`);
    await expect(writeEnvFile(folder.resolve(".env"), envFileHeader)).rejects.toMatchObject({
      code: "unwritable",
    });
  });

  it("is not written through a link", async () => {
    await symlink("elsewhere", folder.resolve(".env"));
    await expect(writeEnvFile(folder.resolve(".env"), `${envFileHeader}\n`)).rejects.toMatchObject({
      code: "unwritable",
    });
    expect(await readlink(folder.resolve(".env"))).toBe("elsewhere");
    expect(await folder.list()).toEqual([".env"]);
  });

  it("says why it can't be written", async () => {
    await expect(writeEnvFile(folder.resolve("none/.env"), envFileHeader)).rejects.toMatchObject({
      message: `${folder.resolve("none/.env")} can't be written (ENOENT). Choose another file with --write-env.`,
    });
  });

  it.each(["/tmp/dev/token", "/tmp/a b/$HOME #1/`x`/token", '/tmp/"a"/tökén'])(
    "gives Node.js the variables, with the token file %s",
    async (tokenFile) => {
      await folder.write(".env", formatEnvFile({ ...addresses, tokenFile }, {}));
      const program = "console.log(JSON.stringify(process.env))";
      const args = [`--env-file=${folder.resolve(".env")}`, "--eval", program];
      const { stdout } = await execute(process.execPath, args, { env: {} });
      expect(JSON.parse(stdout)).toEqual(createVariables({ ...addresses, tokenFile }));
    },
  );

  it("excludes the agent from a proxy that the user has", () => {
    const text = formatEnvFile(addresses, { HTTPS_PROXY: "http://proxy", NO_PROXY: "example.org" });
    expect(text).toContain("\nNO_PROXY=example.org,127.0.0.1\n");
  });

  it.each(["/tmp/it's/token", "/tmp/a\nb/token"])("refuses the name %j", (tokenFile) => {
    expect(() => formatEnvFile({ ...addresses, tokenFile }, {})).toThrow(
      expect.objectContaining({ code: "option_invalid" }),
    );
  });
});
