import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { type ProgramResult, readOutput, runProgram } from "@eks-auth/test-kit/run-program";
import { describe, expect, test } from "vitest";
import { failure } from "../support/run-in-process.ts";
import { AssociationFolder, associations, role } from "./support/association-folder.ts";

const folder = new AssociationFolder();

/** The output of `aws eks describe-pod-identity-association`. */
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

async function runImport(output: string, ...args: string[]): Promise<Omit<ProgramResult, "signal">> {
  return folder.run("import", await folder.write("printed.json", output), ...args);
}

/** What the file keeps of the tags and times of an association. */
const imported = `    tags:
      team: shop
    createdAt: "2026-01-02T03:04:05.678Z"
    modifiedAt: "2026-01-02T03:04:05.678Z"
`;

/** Imports from standard input, in its own process. */
function importFrom(file: string): Promise<ProgramResult> {
  const command = '"$1" "$2" association import --config "$3" --cluster edge < "$4"';
  return runProgram("sh", ["-c", command, "sh", process.execPath, eksAuthProgram, folder.config, file]);
}

describe("eks-auth association import", () => {
  test("refuses UTF-16, as PowerShell writes it, with the fix", async () => {
    const printed = join(folder.path, "printed.json");
    await writeFile(printed, Buffer.from(`\ufeff${describeAtAws("till")}`, "utf16le"));
    const { exitCode, stderr } = await folder.run("import", printed);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `error: ${printed}:1: the file is UTF-16, not UTF-8. Convert it with: iconv -f UTF-16 -t UTF-8. In PowerShell, write it with: Out-File -Encoding utf8.\n`,
    });
  });

  test("adds the output of a loop of descriptions, and prints the outcome for each", async () => {
    const policy = '{"Version":"2012-10-17","Statement":[]}';
    const output = [
      listed,
      describeAtAws("till", { policy, disableSessionTags: true, targetRoleArn: null, externalId: null }),
      describeAtAws("desk", { targetRoleArn: `${role}data`, externalId: "eu-west-1/1/prod/shop/desk" }),
    ];
    expect(await runImport(output.join("\n"))).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `NAMESPACE  SERVICE ACCOUNT  ROLE                                 OUTCOME
shop       till             ${role}till  added
shop       desk             ${role}desk  added

2 added, 0 replaced, 0 unchanged, in ${folder.file}.

NOT IMPORTED                   OF  BECAUSE
associationArn, associationId  2   the new association has its own
`,
    });
    expect(await folder.readFile()).toBe(`${associations}  - namespace: shop
    serviceAccount: till
    roleArn: ${role}till
    disableSessionTags: true
    policy:
      Version: "2012-10-17"
      Statement: []
${imported}  - namespace: shop
    serviceAccount: desk
    roleArn: ${role}desk
    targetRoleArn: ${role}data
    externalId: eu-west-1/1/prod/shop/desk
${imported}`);
    expect((await runImport(output.join(""))).stdout).toContain("0 added, 0 replaced, 2 unchanged, in ");
  });

  test("says what it did not import, and why", async () => {
    const more = { externalId: "x", ownerArn: "y", "new\u001b[2J": 1, tags: {}, policy: null };
    const output = describeAtAws("till", more) + describeAtAws("desk");
    const { stdout } = await runImport(output, "--dry-run");
    expect(stdout.slice(stdout.indexOf("NOT"))).toBe(
      `NOT IMPORTED                   OF  BECAUSE
associationArn, associationId  2   the new association has its own
externalId                     1   there is no target role that requires it
ownerArn                       1   nothing but you owns the new association
"new\\u001b[2J"                 1   this version does not know it
`,
    );
    const json = await runImport(output, "--json");
    expect(JSON.parse(json.stdout).dropped).toContainEqual({
      member: "ownerArn",
      associations: 1,
      reason: "nothing but you owns the new association",
    });
  });

  test("says what to do with the external IDs of another cluster", async () => {
    const output = describeAtAws("desk", {
      targetRoleArn: `${role}data`,
      externalId: "us-east-1/999988887777/prod/shop/desk",
    });
    const { exitCode, stdout, stderr } = await runImport(output);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(`accept eu-west-1/111122223333/edge/shop/desk, too. Then replace`);
    const [, command = ""] = /: (sed .*)\n$/.exec(stderr) ?? [];
    const fixed = await readOutput("sh", ["-c", `${command} '${folder.path}/printed.json'`]);
    expect((await runImport(fixed)).stdout).toContain("1 added");
  });

  test("imports nothing if one conflicts, except with --replace", async () => {
    const output = describeAtAws("till") + describeAtAws("cart");
    expect(await runImport(output)).toMatchObject({
      exitCode: 1,
      stderr: `error: nothing was imported: 1 of 2 conflict with existing associations in ${folder.file}, or with each other. Use --replace to replace existing ones.\n`,
      stdout: `NAMESPACE  SERVICE ACCOUNT  ROLE                                 OUTCOME
shop       till             ${role}till  added
shop       cart             ${role}cart  conflicting

`,
    });
    expect(await folder.readFile()).toBe(associations);
    const dry = await runImport(output, "--replace", "--dry-run");
    expect(dry.stdout).toContain(`Without --dry-run: 1 added, 1 replaced, 0 unchanged, in ${folder.file}.\n`);
    expect(await folder.readFile()).toBe(associations);
    const { stdout } = await runImport(output, "--replace", "--json");
    expect(JSON.parse(stdout).associations).toMatchObject([{ outcome: "added" }, { outcome: "replaced" }]);
  });

  test("takes over changed tags, and reads times of AWS CLI v1", async () => {
    const times = { createdAt: 1767323045.678, modifiedAt: 1767323045.678 };
    expect((await runImport(describeAtAws("till", times))).stdout).toContain("1 added, ");
    expect(await folder.readFile()).toContain(imported);
    const tags = { team: "bank", "aws:cloudformation:stack-name": "a" };
    expect((await runImport(describeAtAws("till", { tags }))).stdout).toContain("conflicting");
    expect((await runImport(describeAtAws("till", { tags }), "--replace")).stdout).toContain("1 replaced");
    expect(await folder.readFile()).toContain("      team: bank\n      aws:cloudformation:stack-name: a\n");
    // Without tags, those of the file stay.
    expect((await runImport(describeAtAws("till", { tags: {} }))).stdout).toContain("1 unchanged");
    const { stdout } = await folder.run("list", "--json");
    expect(JSON.parse(stdout).associations.at(-1)).toMatchObject({
      tags,
      createdAt: "2026-01-02T03:04:05.678Z",
    });
  });

  test("says that a list lacks the roles, and what to run", async () => {
    expect(await runImport(listed)).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: `error: ${folder.path}/printed.json has the output of aws eks list-pod-identity-associations, which lacks the roles. Describe each association:

  for id in $(aws eks list-pod-identity-associations --cluster-name prod \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name prod --association-id "$id" --output json
  done | eks-auth association import --config ${folder.config} --cluster edge
`,
    });
  });

  test("reads standard input, and the output of another cluster's list", async () => {
    const list = await folder.run("list", "--json");
    await folder.write("edge.yaml", "associations: []\n");
    const { stdout } = await importFrom(await folder.write("list.json", list.stdout));
    expect(stdout).toContain("2 added, 0 replaced, 0 unchanged");
  });

  test("prints a loop that works", async () => {
    await folder.write(
      "bin/aws",
      `#!/bin/sh
case "$2" in
  list-*) printf 'a-till\\ta-desk\\n' ;;
  *) printf '{"association": {"clusterName": "prod", "namespace": "shop", "serviceAccount": "%s", "roleArn": "${role}x", "associationId": "%s"}}\\n' "$6" "$6" ;;
esac
`,
    );
    await folder.write("bin/eks-auth", `#!/bin/sh\nexec "${process.execPath}" "${eksAuthProgram}" "$@"\n`);
    await chmod(`${folder.path}/bin/aws`, 0o755);
    await chmod(`${folder.path}/bin/eks-auth`, 0o755);
    const { stderr } = await runImport(listed);
    const loop = stderr.slice(stderr.indexOf("  for id"));
    const env = { ...process.env, PATH: `${folder.path}/bin:${process.env.PATH}` };
    expect(await readOutput("sh", ["-c", loop], { env })).toContain("2 added, 0 replaced, 0 unchanged");
  });

  test("fails if standard input is empty, as it is if the command before it in a pipe failed", async () => {
    expect(await importFrom("/dev/null")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr:
        "error: standard input is empty. Check whether the command that should print associations failed, or had none to print.\n",
    });
  });

  test("accepts a list without associations", async () => {
    expect(await runImport('{ "associations": [] }')).toMatchObject({
      exitCode: 0,
      stdout: `0 added, 0 replaced, 0 unchanged, in ${folder.file}.\n`,
    });
  });

  test.each<[string, string, string]>([
    ["nothing", " \n", "/printed.json is empty. "],
    ["YAML", "association:\n  namespace: a\n", "line 1 is not JSON in "],
    ["something else", '{}\n{"cluster": {}}', " at line 1, 2."],
    [
      "several clusters",
      describeAtAws("till") + describeAtAws("desk", { clusterName: "test" }),
      "has associations of several clusters: prod, test. Import one cluster at a time.",
    ],
    ["an invalid role", describeAtAws("till", { roleArn: "x" }), 'roleArn is "x"'],
    ["values of other types", '{"association":{"namespace":1,"roleArn":[]}}', "namespace is the number 1"],
  ])("refuses %s", async (_name, output, message) => {
    expect(await runImport(output)).toMatchObject(failure(1, message));
    expect(await folder.readFile()).toBe(associations);
  });

  test("fails if a file does not exist", async () => {
    const file = `${folder.path}/absent.json`;
    expect(await folder.run("import", file)).toMatchObject(
      failure(
        1,
        `error: ${file} can't be read (ENOENT). Check that it exists and that this process can read it.\n`,
      ),
    );
  });
});
