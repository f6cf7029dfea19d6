import { chmod, open, readlink, stat, symlink } from "node:fs/promises";
import { loadConfig } from "@eks-auth/service";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { formatInitialConfig } from "../../src/config/init-template.ts";
import { failure, runInProcess } from "../support/run-in-process.ts";

clearProxies();
afterEach(() => vi.unstubAllEnvs());

const folder = useTempFolder("config-init");
const config = folder.resolve("eks-auth.yaml");
const required = {
  "--cluster": "edge",
  "--region": "eu-west-1",
  "--account": "111122223333",
  "--issuer": "https://oidc.example.org/edge",
};

function init(options: Readonly<Record<string, string>> = {}, ...flags: string[]) {
  const args = Object.entries({ ...required, "--output": config, ...options }).flat();
  return runInProcess("config", "init", ...args, ...flags);
}

describe("eks-auth config init writes a configuration that config check accepts", () => {
  test.each([["sts"], ["embedded"]])("with the credentials of %s", async (credentials) => {
    stubOwnCredentials();
    const { exitCode, stdout, stderr } = await init({ "--credentials": credentials });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(`${config} is written. Next:\n\n  eks-auth config check --config ${config}\n`);
    const check = await runInProcess("config", "check", "--config", config);
    expect(check.exitCode).toBe(0);
    expect(check.stdout).toContain(
      `\nedge     eu-west-1  111122223333  ${required["--issuer"]}  by discovery`,
    );
    expect((await loadConfig(config)).credentials).toMatchObject({ [credentials]: {} });
  });

  test("with the keys of a file, and an issuer that is no URL", async () => {
    await folder.write("jwks.json", '{"keys":[]}');
    await init({
      "--issuer": "lab",
      "--keys-file": "jwks.json",
      "--associations": "a b.yaml",
      "--credentials": "embedded",
    });
    expect(await runInProcess("config", "check", "--config", config)).toMatchObject({ exitCode: 0 });
    const { clusters } = await loadConfig(config);
    expect(clusters).toMatchObject([
      {
        issuer: "lab",
        keys: { file: folder.resolve("jwks.json") },
        associations: folder.resolve("a b.yaml"),
      },
    ]);
  });

  test("also if the user's umask lets the group write", async () => {
    const umask = process.umask(0o002);
    await init().finally(() => process.umask(umask));
    expect((await stat(config)).mode & 0o777).toBe(0o644);
  });
});

test("--output - prints it, and writes nothing", async () => {
  const { exitCode, stdout } = await init({ "--output": "-" });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^# The configuration of eks-auth serve\./);
  expect(await folder.list()).toEqual([]);
});

test("a file is overwritten only with --force", async () => {
  await folder.write("eks-auth.yaml", "mine\n");
  expect(await init()).toMatchObject(
    failure(
      1,
      `error: ${config} exists already. Use --force to overwrite it, or name another with --output.\n`,
    ),
  );
  expect(await folder.read("eks-auth.yaml")).toBe("mine\n");
  expect(await init({}, "--force")).toMatchObject({ exitCode: 0 });
  expect((await loadConfig(config)).clusters).toHaveLength(1);
});

describe("--force", () => {
  test("replaces the file: who reads the old one sees it unchanged, and its group can't write the new one", async () => {
    await folder.write("eks-auth.yaml", "mine\n");
    await chmod(config, 0o664);
    await using reader = await open(config);
    expect(await init({}, "--force")).toMatchObject({ exitCode: 0 });
    expect(await reader.readFile("utf8")).toBe("mine\n");
    expect((await stat(config)).mode & 0o777).toBe(0o644);
    expect(await folder.list()).toEqual(["eks-auth.yaml"]);
  });

  test("creates the file if there is none", async () => {
    expect(await init({}, "--force")).toMatchObject({ exitCode: 0 });
    expect(await folder.list()).toEqual(["eks-auth.yaml"]);
  });

  test("replaces the file that a link names, and keeps the link", async () => {
    await folder.write("mine.yaml", "mine\n");
    await symlink("mine.yaml", config);
    expect(await init({}, "--force")).toMatchObject({ exitCode: 0 });
    expect(await readlink(config)).toBe("mine.yaml");
    expect(await folder.read("mine.yaml")).toMatch(/^# The configuration of eks-auth serve\./);
  });

  test("writes to a device, and does not replace it", async () => {
    await symlink("/dev/null", config);
    expect(await init({}, "--force")).toMatchObject({ exitCode: 0 });
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
    expect(await folder.list()).toEqual(["eks-auth.yaml"]);
  });

  test("leaves nothing if the file can't be replaced", async () => {
    await folder.write("eks-auth.yaml/a", "");
    expect(await init({}, "--force")).toMatchObject(
      failure(1, `error: ${config} can't be written (EISDIR). Check its folder, or name another file`),
    );
    expect(await folder.list()).toEqual(["eks-auth.yaml"]);
  });
});

test.each<[Readonly<Record<string, string>>, number, string]>([
  [{ "--cluster": "" }, 2, "It is empty."],
  [{ "--region": "europe" }, 2, "It must be an AWS region, such as eu-west-1."],
  [{ "--account": "1111" }, 2, "It must be the 12 digits of an AWS account."],
  [{ "--credentials": "vault" }, 2, "Allowed choices are sts, embedded."],
  [{ "--issuer": "lab" }, 2, "the issuer lab is no https URL, so its keys can't be read from there."],
  [{ "--output": "/nonexistent/eks-auth.yaml" }, 1, "/nonexistent/eks-auth.yaml can't be written (ENOENT)."],
])("%j is refused", async (options, code, message) => {
  expect(await init(options)).toMatchObject(failure(code, message));
  expect(await folder.list()).toEqual([]);
});

test("the settings in comments are valid too", async () => {
  const { stdout } = await init({ "--output": "-" });
  const text = stdout.replaceAll(/^( *)#(?=\S)/gm, "$1");
  expect(text).not.toBe(stdout);
  await folder.write("eks-auth.yaml", text);
  expect(await loadConfig(config)).toMatchObject({
    stateDirectory: folder.resolve("state"),
    audit: { file: folder.resolve("audit.jsonl") },
    clusters: [
      {
        allowedRoles: ["arn:aws:iam::111122223333:role/pods-*"],
        associationsMustExist: true,
        keys: { file: folder.resolve("jwks.json") },
      },
    ],
  });
});

test("every value is read again as it was given", async () => {
  // YAML has no other characters.
  const printable = fc
    .string({ unit: "grapheme-composite", minLength: 1 })
    .filter((text) => /^[^\p{C}]+$/u.test(text));
  const text = fc.oneof(
    printable,
    fc.constantFrom("no", "null", "~", "1", "1e3", "a: b", "a:", "https://a:", "- a"),
  );
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      text,
      fc.constantFrom("true", "edge", "0x10", "1"),
      async (issuer, keysFile, associations, cluster) => {
        const settings = {
          cluster,
          region: "eu-west-1",
          account: "012345678901",
          issuer,
          keysFile,
          associations,
        };
        await folder.write("eks-auth.yaml", formatInitialConfig({ ...settings, credentials: "sts" }));
        expect((await loadConfig(config)).clusters).toMatchObject([
          {
            name: cluster,
            accountId: "012345678901",
            issuer,
            keys: { file: folder.resolve(keysFile) },
            associations: folder.resolve(associations),
          },
        ]);
      },
    ),
  );
});

test("the commands of docs/service.md work", async () => {
  stubOwnCredentials();
  const snippet = readSnippets("docs/service.md").find(({ language }) => language === "sh");
  const [init = "", check = "", serve] = snippet?.code.split("\n") ?? [];
  expect(serve).toBe("eks-auth serve --config eks-auth.yaml");
  for (const line of [init, check]) {
    const [, ...args] = line.split(" ");
    const result = await startEksAuthWith({ cwd: folder.path }, ...args).finish();
    expect(result, line).toMatchObject({ exitCode: 0 });
  }
});
