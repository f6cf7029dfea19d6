import { rm } from "node:fs/promises";
import { beforeEach, describe, expect, test } from "vitest";
import { failure } from "../support/run-in-process.ts";
import { AssociationFolder, configuration, names, role } from "./support/association-folder.ts";

const folder = new AssociationFolder();

describe("eks-auth association list", () => {
  test("prints an aligned table", async () => {
    const { stdout, stderr, exitCode } = await folder.run("list");
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(stdout).toBe(
      `NAMESPACE  SERVICE ACCOUNT  ROLE       TARGET ROLE             LIFETIME
team-*     *                role/team
shop       cart             role/cart  444455556666:role/data  900 s
`,
    );
  });

  test("prints ARNs and IDs with --wide", async () => {
    const { stdout } = await folder.run("list", "--wide");
    expect(stdout.replaceAll(/a-[a-z0-9]{17}/g, "ID")).toBe(
      `NAMESPACE  SERVICE ACCOUNT  ROLE                                 TARGET ROLE                          LIFETIME  ID
team-*     *                ${role}team                                                 ID
shop       cart             ${role}cart  arn:aws:iam::444455556666:role/data  900 s     ID
`,
    );
  });

  test("marks associations with a policy", async () => {
    const policy = "disableSessionTags: true, policy: {Statement: []}";
    const entries = [
      `{namespace: a, serviceAccount: b, roleArn: "${role}one", ${policy}}`,
      `{namespace: a, serviceAccount: c, roleArn: "arn:aws:iam::222233334444:role/x/two"}`,
    ];
    await folder.write("edge.yaml", `associations: [${entries.join(", ")}]\n`);
    expect((await folder.run("list")).stdout).toBe(
      `NAMESPACE  SERVICE ACCOUNT  ROLE                     POLICY
a          b                role/one                 yes
a          c                222233334444:role/x/two
`,
    );
  });

  test("prints JSON", async () => {
    const { stdout } = await folder.run("list", "--json");
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
    await folder.write("edge.yaml", "associations: []\n");
    expect((await folder.run("list")).stdout).toBe(`${folder.file} has no associations.\n`);
  });

  test("names the line of an error in the file", async () => {
    await folder.write("edge.yaml", "associations:\n  - namespace: Shop\n");
    expect(await folder.run("list")).toMatchObject(
      failure(1, `error: ${folder.file}:2: associations[0].namespace is "Shop"`),
    );
  });
});

describe("eks-auth association show", () => {
  test("prints the association that names a service account", async () => {
    const { stdout } = await folder.run("show", ...names("shop", "cart"));
    expect(stdout.replaceAll(/a-[a-z0-9]{17}/g, "ID")).toBe(`association     shop/cart
role            ${role}cart
target role     arn:aws:iam::444455556666:role/data
session tags    cluster, namespace, service account and pod
lifetime        900 s
ID              ID
ARN             arn:aws:eks:eu-west-1:111122223333:podidentityassociation/edge/ID
`);
  });

  test("prints tags and times", async () => {
    await folder.write(
      "edge.yaml",
      `associations: [{namespace: a, serviceAccount: b, roleArn: "${role}c", tags: {team: shop, stage: ""}, createdAt: 2026-01-02T03:04:05+01:00}]`,
    );
    const { stdout } = await folder.run("show", ...names("a", "b"));
    expect(stdout).toContain(
      "tags            team=shop, stage=\ncreated         2026-01-02T02:04:05.000Z\nID ",
    );
    const json = await folder.run("show", ...names("a", "b"), "--json");
    expect(JSON.parse(json.stdout).association).toMatchObject({
      tags: { team: "shop", stage: "" },
      createdAt: "2026-01-02T02:04:05.000Z",
    });
  });

  test("prints the association that matches a service account with a glob", async () => {
    const { stdout } = await folder.run("show", ...names("team-blue", "web"));
    expect(stdout).toContain("association     team-*/*, the best match for team-blue/web\n");
    const json = await folder.run("show", ...names("team-*", "*"), "--json");
    expect(JSON.parse(json.stdout).association).toMatchObject({
      namespace: "team-*",
      roleArn: `${role}team`,
    });
  });

  test("fails if a service account has none", async () => {
    expect(await folder.run("show", ...names("shop", "till"))).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: `error: ${folder.file} has no association for shop/till. Run eks-auth association list to see all.\n`,
    });
  });
});

describe("an association file that does not exist yet", () => {
  const notice = () => `${folder.file} does not exist, so there are no associations.`;
  beforeEach(() => rm(folder.file));

  test("is named by list", async () => {
    const { stdout, stderr, exitCode } = await folder.run("list");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.startsWith(notice())).toBe(true);
    const json = await folder.run("list", "--json");
    expect(JSON.parse(json.stdout)).toEqual({ associations: [] });
    expect(json.stderr).toContain(`note  ${notice()}`);
  });

  test("is named by show and export", async () => {
    expect(await folder.run("show", ...names("shop", "cart"))).toMatchObject(
      failure(1, `error: ${notice()}`),
    );
    expect(await folder.run("export", "--to", "kubernetes")).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: expect.stringContaining(`note  ${notice()}`),
    });
  });

  test("is created by add", async () => {
    await folder.run("add", ...names("shop", "cart"), "--role-arn", `${role}cart`);
    expect((await folder.run("list", "--wide")).stdout).toContain(`${role}cart`);
  });

  test("is an error if its folder does not exist either", async () => {
    await folder.write("eks-auth.yaml", configuration.replace("edge.yaml", "absent/edge.yaml"));
    expect(await folder.run("list")).toMatchObject(failure(1, "the file can't be read (ENOENT)"));
  });
});
