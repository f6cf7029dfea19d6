import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runEksAuth } from "./eks-auth-command.ts";

let folder: string;
let config: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eks-auth-config-"));
  config = join(folder, "eks-auth.yaml");
});
afterAll(() => rm(folder, { recursive: true }));

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
    });
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
