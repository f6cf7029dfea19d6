import { describe, expect, test } from "vitest";
import { failure } from "../support/run-in-process.ts";
import { AssociationFolder, associations, names, role } from "./support/association-folder.ts";

const folder = new AssociationFolder();

describe("eks-auth association add", () => {
  test("adds one after the others", async () => {
    expect(await folder.run("add", ...names("shop", "*-till"), "--role-arn", `${role}till`)).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `shop/*-till has the role ${role}till now, in ${folder.file}.\n`,
    });
    expect(await folder.readFile()).toBe(
      `${associations}  - namespace: shop\n    serviceAccount: "*-till"\n    roleArn: ${role}till\n`,
    );
  });

  test("accepts every property of an association", async () => {
    const policy = '{"Version":"2012-10-17","Statement":[]}';
    const { stdout } = await folder.run(
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

  test("fails if there is one with the same names, except with --replace", async () => {
    const add = ["add", ...names("shop", "cart"), "--role-arn", `${role}new`] as const;
    const result = await folder.run(...add);
    expect(result).toMatchObject(failure(1, /^error: .*shop\/cart.* Use --replace to replace it\.\n$/));
    expect(result.stderr).toContain(folder.file);
    expect(result.stderr).toContain(`${role}cart`);
    expect(await folder.readFile()).toBe(associations);
    expect((await folder.run(...add, "--replace")).exitCode).toBe(0);
    expect(await folder.readFile()).toContain(`roleArn: ${role}new\n`);
  });

  test.each<[string[], string]>([
    [[...names("Shop", "cart"), "--role-arn", `${role}new`], 'namespace is "Shop"'],
    [[...names("shop", "cart")], "required option '--role-arn <arn>' not specified"],
    [[...names("shop", "cart"), "--role-arn", "x", "--duration-seconds", "1h"], "It must be a number of sec"],
  ])("exits with 2 for %j", async (args, message) => {
    expect(await folder.run("add", ...args)).toMatchObject(failure(2, message));
  });
});

describe("eks-auth association remove", () => {
  test("removes one and keeps the rest", async () => {
    expect(await folder.run("remove", ...names("team-*", "*"))).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `Removed team-*/* with its role ${role}team from ${folder.file}.\n`,
    });
    expect(await folder.readFile()).toBe(
      `# who has what\nassociations:\n${associations.slice(associations.indexOf("  - namespace: shop"))}`,
    );
  });

  test("fails if there is none with these names", async () => {
    const result = await folder.run("remove", ...names("team-blue", "web"));
    expect(result).toMatchObject(failure(1, /^error: .*team-blue\/web.*\n$/));
    expect(result.stderr).toContain(folder.file);
  });
});
