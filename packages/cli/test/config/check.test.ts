import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runEksAuth } from "../eks-auth-command.ts";

let folder: string;
let config: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eks-auth-config-"));
  config = join(folder, "eks-auth.yaml");
});
afterEach(() => rm(folder, { recursive: true }));

async function check(files: Readonly<Record<string, string>>, ...args: string[]) {
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
  }
  return runEksAuth("config", "check", "--config", config, ...args);
}

const good = {
  "eks-auth.yaml": `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
  - { name: lab, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: lab.json }, associations: lab.yaml }
`,
  "edge.yaml":
    'associations: [{ namespace: a, serviceAccount: b, roleArn: "arn:aws:iam::111122223333:role/c" }]\n',
  "lab.yaml": "associations: []\n",
  "lab.json":
    '{"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","kid":"1"}]}',
};

describe("eks-auth config check", () => {
  test("prints what a good file comes to", async () => {
    expect(await check(good)).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `CLUSTER  REGION     ACCOUNT       ISSUER                  KEYS${" ".repeat(folder.length + 7)}ASSOCIATIONS
edge     eu-west-1  111122223333  https://issuer.example  by discovery${" ".repeat(folder.length - 1)}1 in ${folder}/edge.yaml
lab      eu-west-1  111122223333  lab                     ${folder}/lab.json  0 in ${folder}/lab.yaml

${config} can be used.
`,
    });
  });

  test("prints JSON for machines", async () => {
    const { stdout, exitCode } = await check(good, "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      listen: { host: "127.0.0.1", port: 8480 },
      clusters: [
        { name: "edge", associations: { count: 1 } },
        { name: "lab", associations: { count: 0 } },
      ],
      problems: [],
    });
  });

  test("makes no file", async () => {
    await check(good);
    expect((await readdir(folder)).sort()).toEqual(Object.keys(good).sort());
  });

  test("names every problem of every file", async () => {
    const files = {
      ...good,
      "edge.yaml": "associations:\n  - namespace: A\n",
      "lab.json": "{}",
    };
    const { stdout, stderr, exitCode } = await check(files);
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr).toContain(`${folder}/edge.yaml:2: associations[0].namespace is "A"; it must be `);
    expect(stderr).toContain(`${folder}/lab.json`);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a session key whose folder isn't there",
      { "eks-auth.yaml": good["eks-auth.yaml"].replace("key.pem", "none/key.pem") },
      "The session key file FOLDER/none/key.pem can't be made (ENOENT). Its directory must exist, and this process must be allowed to.",
    ],
    [
      "a session key that can't be read",
      { "eks-auth.yaml": good["eks-auth.yaml"].replace("key.pem", ".") },
      "The session key file FOLDER can't be read (EISDIR). Its directory must exist, and this process must be allowed to.",
    ],
    [
      "a state directory that isn't there",
      { "eks-auth.yaml": `stateDirectory: none\n${good["eks-auth.yaml"]}` },
      "FOLDER/none: the state directory can't be written (ENOENT). Check that it is there, a directory, and that this process may write to it.",
    ],
  ])("refuses %s as serve does", async (_what, files, message) => {
    const { stdout, stderr, exitCode } = await check({ ...good, ...files });
    expect([stdout, stderr.replaceAll(folder, "FOLDER"), exitCode]).toEqual(["", `error: ${message}\n`, 1]);
    const serve = await runEksAuth("serve", "--config", config);
    expect([serve.stderr, serve.exitCode]).toEqual([stderr, 1]);
  });

  test("takes a state directory that is there", async () => {
    await mkdir(join(folder, "state"));
    const { exitCode } = await check({
      ...good,
      "eks-auth.yaml": `stateDirectory: state\n${good["eks-auth.yaml"]}`,
    });
    expect(exitCode).toBe(0);
  });

  test("prints the problems as JSON for machines, too", async () => {
    const files = { ...good, "edge.yaml": "associations:\n  - namespace: A\n", "lab.json": "{}" };
    const { stdout, stderr, exitCode } = await check(files, "--json");
    expect(exitCode).toBe(1);
    const { clusters, problems } = JSON.parse(stdout);
    expect(clusters).toMatchObject([{ name: "edge" }, { name: "lab" }]);
    expect(problems).toContain(`${folder}/lab.json is not a JSON Web Key Set.`);
    expect(stderr).toBe(`error: ${problems.join("\n")}\n`);
  });

  test("prints what is wrong in the file itself as JSON, too", async () => {
    const { stdout, exitCode } = await check(
      { "eks-auth.yaml": "credentials: {}\nclusters: {}\n" },
      "--json",
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      problems: [
        `${config}:1: credentials is a map; it must have one of the keys sts and embedded. Correct it.`,
        expect.stringContaining(`${config}:2: clusters is `),
      ],
    });
  });

  test("names the line of what is wrong in the file itself", async () => {
    const { stderr, exitCode } = await check({ "eks-auth.yaml": "credentials: {}\nclusters: []\n" });
    expect([stderr, exitCode]).toEqual([
      `error: ${config}:1: credentials is a map; it must have one of the keys sts and embedded. Correct it.\n`,
      1,
    ]);
  });

  test("asks for a file", async () => {
    const { stderr, exitCode } = await runEksAuth("config", "check");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("required option '--config <file>' not specified");
  });
});
