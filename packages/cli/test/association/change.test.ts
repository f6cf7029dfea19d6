import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Run, runEksAuth } from "../eks-auth-command.ts";

const main = fileURLToPath(new URL("../../bin/eks-auth.js", import.meta.url));
const execute = promisify(execFile);

const role = "arn:aws:iam::111122223333:role/";
const text = `# who has what
associations:
  - namespace: team-*
    serviceAccount: "*"
    roleArn: ${role}team # all of them
  - namespace: shop
    serviceAccount: cart
    roleArn: ${role}cart
    targetRoleArn: arn:aws:iam::444455556666:role/data
    durationSeconds: 900
`;

let folder: string;
let config: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eks-auth-association-"));
  config = join(folder, "eks-auth.yaml");
  file = join(folder, "edge.yaml");
  await writeFile(
    config,
    `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
`,
  );
});
beforeEach(() => writeFile(file, text));
afterAll(() => rm(folder, { recursive: true }));

/** Runs `eks-auth association NAME` on the cluster. */
function run(name: string, ...args: string[]): Promise<Run> {
  return runEksAuth("association", name, "--config", config, "--cluster", "edge", ...args);
}

function names(namespace: string, serviceAccount: string): string[] {
  return ["--namespace", namespace, "--service-account", serviceAccount];
}

describe("eks-auth association list", () => {
  test("prints a table that lines up", async () => {
    const { stdout, stderr, exitCode } = await run("list");
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(stdout.replaceAll(/a-[a-z0-9]{17}/g, "ID")).toBe(
      `NAMESPACE  SERVICE ACCOUNT  ROLE                                 TARGET ROLE                          ID
team-*     *                ${role}team                                       ID
shop       cart             ${role}cart  arn:aws:iam::444455556666:role/data  ID
`,
    );
  });

  test("prints JSON", async () => {
    const { stdout } = await run("list", "--json");
    expect(JSON.parse(stdout)).toEqual({
      associations: [
        {
          namespace: "team-*",
          serviceAccount: "*",
          roleArn: `${role}team`,
          disableSessionTags: false,
          associationArn: expect.stringContaining(":podidentityassociation/edge/a-"),
          associationId: expect.stringMatching(/^a-/),
        },
        expect.objectContaining({
          targetRoleArn: "arn:aws:iam::444455556666:role/data",
          durationSeconds: 900,
        }),
      ],
    });
  });

  test("says that there are none", async () => {
    await writeFile(file, "associations: []\n");
    expect((await run("list")).stdout).toBe(`${file} has no associations.\n`);
  });

  test("says where the file is wrong", async () => {
    await writeFile(file, "associations:\n  - namespace: Shop\n");
    const { exitCode, stderr } = await run("list");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error: ${file}:2: associations[0].namespace is "Shop"; it must be `);
  });
});

describe("eks-auth association show", () => {
  test("prints what a service account has by its name", async () => {
    const { stdout } = await run("show", ...names("shop", "cart"));
    expect(stdout.replaceAll(/a-[a-z0-9]{17}/g, "ID")).toBe(`association     shop/cart
role            ${role}cart
target role     arn:aws:iam::444455556666:role/data
session tags    cluster, namespace, service account and pod
lifetime        900 s
ID              ID
ARN             arn:aws:eks:eu-west-1:111122223333:podidentityassociation/edge/ID
`);
  });

  test("prints what a service account has by a glob, and which", async () => {
    const { stdout } = await run("show", ...names("team-blue", "web"));
    expect(stdout).toContain("association     team-*/*, the glob that matches team-blue/web best\n");
    const json = await run("show", ...names("team-*", "*"), "--json");
    expect(JSON.parse(json.stdout).association).toMatchObject({
      namespace: "team-*",
      roleArn: `${role}team`,
    });
  });

  test("fails where a service account has none", async () => {
    expect(await run("show", ...names("shop", "till"))).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: `error: no association in ${file} is for shop/till. eks-auth association list shows those that there are.\n`,
    });
  });
});

describe("eks-auth association add", () => {
  test("adds one behind the others", async () => {
    expect(await run("add", ...names("shop", "*-till"), "--role-arn", `${role}till`)).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `shop/*-till has the role ${role}till now, in ${file}.\n`,
    });
    expect(await readFile(file, "utf8")).toBe(
      `${text}  - namespace: shop\n    serviceAccount: "*-till"\n    roleArn: ${role}till\n`,
    );
  });

  test("takes all that an association may have", async () => {
    const policy = '{"Version":"2012-10-17","Statement":[]}';
    const { stdout } = await run(
      "add",
      ...names("bank", "till"),
      ...["--role-arn", `${role}till`, "--target-role-arn", `${role}safe`, "--external-id", "shop/1"],
      ...["--disable-session-tags", "--policy", policy, "--duration-seconds", "1800", "--json"],
    );
    expect(JSON.parse(stdout).association).toMatchObject({
      targetRoleArn: `${role}safe`,
      externalId: "shop/1",
      disableSessionTags: true,
      policy,
      durationSeconds: 1800,
    });
  });

  test("fails where there is one, unless it is to be replaced", async () => {
    const add = ["add", ...names("shop", "cart"), "--role-arn", `${role}new`] as const;
    const { exitCode, stderr } = await run(...add);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `error: ${file} has an association of shop/cart already, with the role ${role}cart. Remove it first, or have it replaced. --replace does that.\n`,
    );
    expect(await readFile(file, "utf8")).toBe(text);
    expect((await run(...add, "--replace")).exitCode).toBe(0);
    expect(await readFile(file, "utf8")).toContain(`roleArn: ${role}new\n`);
  });

  test.each<[string[], string]>([
    [
      [...names("Shop", "cart"), "--role-arn", `${role}new`],
      'namespace is "Shop"; it must be a namespace\'s name',
    ],
    [[...names("shop", "cart")], "required option '--role-arn <arn>' not specified"],
    [[...names("shop", "cart"), "--role-arn", "x", "--duration-seconds", "1h"], "It is a number of seconds."],
  ])("%j ends with 2", async (args, message) => {
    const { exitCode, stderr } = await run("add", ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("eks-auth association remove", () => {
  test("removes one and leaves the rest", async () => {
    expect(await run("remove", ...names("team-*", "*"))).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `team-*/* is removed, with its role ${role}team, from ${file}.\n`,
    });
    expect(await readFile(file, "utf8")).toBe(
      `# who has what\nassociations:\n${text.slice(text.indexOf("  - namespace: shop"))}`,
    );
  });

  test("fails where there is none", async () => {
    const { exitCode, stderr } = await run("remove", ...names("team-blue", "web"));
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`error: ${file} has no association of team-blue/web. Name it as the file does.\n`);
  });
});

describe("eks-auth association import", () => {
  /** What `aws eks describe-pod-identity-association` prints. */
  function describeAtAws(serviceAccount: string, more: object = {}): string {
    const association = {
      clusterName: "prod",
      namespace: "shop",
      serviceAccount,
      roleArn: `${role}${serviceAccount}`,
      associationArn: `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/a-${serviceAccount}`,
      associationId: `a-${serviceAccount}`,
      tags: { team: "shop" },
      createdAt: "2026-01-02T03:04:05.678000+00:00",
      modifiedAt: "2026-01-02T03:04:05.678000+00:00",
      disableSessionTags: false,
      ...more,
    };
    return JSON.stringify({ association }, null, 4);
  }

  const listed = JSON.stringify({
    associations: ["till", "desk"].map((serviceAccount) => ({
      clusterName: "prod",
      namespace: "shop",
      serviceAccount,
      associationArn: `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/a-${serviceAccount}`,
      associationId: `a-${serviceAccount}`,
    })),
  });

  async function runImport(printed: string, ...args: string[]): Promise<Run> {
    const path = join(folder, "printed.json");
    await writeFile(path, printed);
    return run("import", path, ...args);
  }

  test("adds what a loop of descriptions prints, and says what became of each", async () => {
    const policy = '{"Version":"2012-10-17","Statement":[]}';
    const printed = [
      listed,
      describeAtAws("till", { policy, disableSessionTags: true, targetRoleArn: null, externalId: null }),
      describeAtAws("desk", { targetRoleArn: `${role}data`, externalId: "eu-west-1/1/prod/shop/desk" }),
    ];
    expect(await runImport(printed.join("\n"))).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `NAMESPACE  SERVICE ACCOUNT  ROLE                                 OUTCOME
shop       till             ${role}till  added
shop       desk             ${role}desk  added

2 added, 0 replaced, 0 unchanged, in ${file}.
`,
    });
    expect(await readFile(file, "utf8")).toBe(`${text}  - namespace: shop
    serviceAccount: till
    roleArn: ${role}till
    disableSessionTags: true
    policy:
      Version: 2012-10-17
      Statement: []
  - namespace: shop
    serviceAccount: desk
    roleArn: ${role}desk
    targetRoleArn: ${role}data
    externalId: eu-west-1/1/prod/shop/desk
`);
    expect((await runImport(printed.join(""))).stdout).toContain("0 added, 0 replaced, 2 unchanged, in ");
  });

  test("imports nothing where one conflicts, unless it is to be replaced", async () => {
    const printed = describeAtAws("till") + describeAtAws("cart");
    expect(await runImport(printed)).toMatchObject({
      exitCode: 1,
      stderr: `error: nothing was imported: 1 of 2 conflict with what ${file} has for the same names. --replace has them replaced there, unless they contradict each other.\n`,
      stdout: `NAMESPACE  SERVICE ACCOUNT  ROLE                                 OUTCOME
shop       till             ${role}till  added
shop       cart             ${role}cart  conflicting

`,
    });
    expect(await readFile(file, "utf8")).toBe(text);
    const dry = await runImport(printed, "--replace", "--dry-run");
    expect(dry.stdout).toContain(`Without --dry-run: 1 added, 1 replaced, 0 unchanged, in ${file}.\n`);
    expect(await readFile(file, "utf8")).toBe(text);
    const { stdout } = await runImport(printed, "--replace", "--json");
    expect(JSON.parse(stdout).associations).toMatchObject([{ outcome: "added" }, { outcome: "replaced" }]);
  });

  test("says that a list lacks the roles, and what to run", async () => {
    expect(await runImport(listed)).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: `error: ${folder}/printed.json has what aws eks list-pod-identity-associations prints, which lacks the roles. Have each association described:

  for id in $(aws eks list-pod-identity-associations --cluster-name prod \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name prod --association-id "$id" --output json
  done | eks-auth association import --config ${config} --cluster edge
`,
    });
  });

  test("reads standard input, and what another cluster's list prints", async () => {
    const list = await run("list", "--json");
    await writeFile(file, "associations: []\n");
    const path = join(folder, "list.json");
    await writeFile(path, list.stdout);
    const command = '"$1" "$2" association import --config "$3" --cluster edge < "$4"';
    const { stdout } = await execute("sh", ["-c", command, "sh", process.execPath, main, config, path]);
    expect(stdout).toContain("2 added, 0 replaced, 0 unchanged");
  });

  test("the loop that it prints works", async () => {
    const bin = join(folder, "bin");
    const script = `#!/bin/sh
case "$2" in
  list-*) printf 'a-till\\ta-desk\\n' ;;
  *) printf '{"association": {"clusterName": "prod", "namespace": "shop", "serviceAccount": "%s", "roleArn": "${role}x", "associationId": "%s"}}\\n' "$6" "$6" ;;
esac
`;
    await mkdir(bin);
    await writeFile(join(bin, "aws"), script, { mode: 0o755 });
    await writeFile(join(bin, "eks-auth"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, {
      mode: 0o755,
    });
    const { stderr } = await runImport(listed);
    const loop = stderr.slice(stderr.indexOf("  for id"));
    const { stdout } = await execute("sh", ["-c", loop], {
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    });
    expect(stdout).toContain("2 added, 0 replaced, 0 unchanged");
  });

  test("fails where standard input is empty, as it is where the command before it failed", async () => {
    expect(await run("import")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr:
        "error: standard input is empty. See whether what was to print associations failed, or had none to print.\n",
    });
  });

  test("takes a list that has no associations", async () => {
    expect(await runImport('{ "associations": [] }')).toMatchObject({
      exitCode: 0,
      stdout: `0 added, 0 replaced, 0 unchanged, in ${file}.\n`,
    });
  });

  test.each<[string, string, string]>([
    ["nothing", " \n", "/printed.json is empty. "],
    ["YAML", "association:\n  namespace: a\n", "line 1 isn't JSON in "],
    ["something else", '{}\n{"cluster": {}}', "line 1, 2 of "],
    [
      "several clusters",
      describeAtAws("till") + describeAtAws("desk", { clusterName: "test" }),
      "has associations of several clusters: prod, test. Import those of one at a time.",
    ],
    [
      "a role that is none",
      describeAtAws("till", { roleArn: "x" }),
      'roleArn is "x"; it must be the ARN of an IAM role',
    ],
    [
      "values of other types",
      '{"association":{"namespace":1,"roleArn":[]}}',
      "namespace is the number 1; it must be a namespace's name",
    ],
  ])("refuses %s", async (_name, printed, message) => {
    const { exitCode, stderr } = await runImport(printed);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(await readFile(file, "utf8")).toBe(text);
  });

  test("says that a file isn't there", async () => {
    const { exitCode, stderr } = await run("import", join(folder, "absent.json"));
    expect([exitCode, stderr]).toEqual([
      1,
      `error: ${folder}/absent.json can't be read (ENOENT). Name a file that can.\n`,
    ]);
  });
});

describe("the arguments", () => {
  test.each(["add", "list", "show", "remove", "import"])("of %s are told by --help", async (name) => {
    const { exitCode, stdout } = await runEksAuth("association", name, "--help");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Usage: eks-auth association ${name} [options]`);
  });

  test("have examples", async () => {
    expect((await runEksAuth("association", "--help")).stdout).toContain("Examples:\n");
  });

  test("may name the configuration by the environment", async () => {
    const { stdout } = await execute(process.execPath, [main, "association", "list", "--cluster", "edge"], {
      env: { ...process.env, EKS_AUTH_CONFIG: config },
    });
    expect(stdout).toContain("shop       cart");
  });

  test.each([
    [["list", "--cluster", "edge"], "required option '--config <file>' not specified"],
    [["rename"], "unknown command 'rename'"],
  ])("%j end with 2", async (args, message) => {
    const { exitCode, stderr } = await runEksAuth("association", ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test("must name a cluster of the configuration", async () => {
    const { exitCode, stderr } = await runEksAuth(
      "association",
      "list",
      "--config",
      config,
      "--cluster",
      "lab",
    );
    expect([exitCode, stderr]).toEqual([1, `error: ${config} has no cluster called lab. It has edge.\n`]);
  });
});
