import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addAssociation, removeAssociation } from "../../../src/associations/edit/change-association-file.ts";
import type { AssociationInput } from "../../../src/associations/file/entry.ts";
import { deriveAssociationId } from "../../../src/index.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const roleArn = "arn:aws:iam::111122223333:role/new";
const input: AssociationInput = { namespace: "bank", serviceAccount: "till", roleArn };

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "change-"));
});
beforeEach(async () => {
  path = join(await mkdtemp(join(directory, "test-")), "associations.yaml");
});
afterAll(() => rm(directory, { recursive: true }));

const text = `# Which service account gets which role.

associations: # by team
  # The shop's.
  - namespace: shop   # all of it
    serviceAccount:   "*"
    # Ask Ana.
    roleArn: 'arn:aws:iam::111122223333:role/shop'


  # The bank's.
  - { namespace: bank,  serviceAccount: desk, roleArn: "arn:aws:iam::111122223333:role/desk" } # short

# The end.
`;

async function changed(before: string, change: () => Promise<unknown>): Promise<string> {
  await writeFile(path, before);
  await change();
  expect(await readdir(join(path, ".."))).toEqual(["associations.yaml"]);
  return await readFile(path, "utf8");
}

describe("an association that is added", () => {
  test("stands behind the others, and all else stays", async () => {
    const entry =
      "  - namespace: bank\n    serviceAccount: till\n    roleArn: arn:aws:iam::111122223333:role/new\n";
    expect(await changed(text, () => addAssociation(path, cluster, input))).toBe(
      text.replace("# short\n", `# short\n${entry}`),
    );
  });

  test("is given back as the service finds it", async () => {
    await writeFile(path, text);
    expect(await addAssociation(path, cluster, input)).toEqual({
      namespace: "bank",
      serviceAccount: "till",
      role: expect.objectContaining({ arn: roleArn }),
      targetRole: undefined,
      externalId: undefined,
      disableSessionTags: false,
      policy: undefined,
      durationSeconds: undefined,
      ...deriveAssociationId(cluster, "bank", "till"),
    });
  });

  test("has all its members, a policy as a map and globs in quotes", async () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    });
    const whole: AssociationInput = {
      ...input,
      serviceAccount: "*-till",
      targetRoleArn: roleArn,
      externalId: "12",
      disableSessionTags: true,
      policy,
      durationSeconds: 900,
    };
    const after = await changed("associations: []\n", () => addAssociation(path, cluster, whole));
    expect(after).toBe(`associations:
  - namespace: bank
    serviceAccount: "*-till"
    roleArn: ${roleArn}
    targetRoleArn: ${roleArn}
    externalId: "12"
    disableSessionTags: true
    policy:
      Version: 2012-10-17
      Statement:
        - Effect: Allow
          Action: "*"
          Resource: "*"
    durationSeconds: 900
`);
  });

  test("keeps a policy with numbers as JSON text", async () => {
    const policy = '{"Statement":[{"Condition":{"NumericLessThan":{"s3:max-keys":10}}}]}';
    const after = await changed("associations: []", () =>
      addAssociation(path, cluster, { ...input, disableSessionTags: true, policy }),
    );
    expect(after).toContain(`policy: '${policy}'`);
  });

  test.each<[string, string, RegExp]>([
    [
      "a list that is indented by nothing",
      "associations:\n- namespace: a\n  serviceAccount: a\n  roleArn: arn:aws:iam::111122223333:role/a",
      /role\/a\n- namespace: bank\n {2}serviceAccount/,
    ],
    [
      "lines that end as on Windows",
      "associations:\r\n  - namespace: a\r\n    serviceAccount: a\r\n    roleArn: arn:aws:iam::111122223333:role/a\r\n",
      /role\/a\r\n {2}- namespace: bank\r\n.*\r\n.*\r\n$/,
    ],
    [
      "an empty list with a comment",
      "associations: [] # none yet\n",
      /^associations: # none yet\n {2}- namespace: bank\n/,
    ],
    [
      "a list in brackets",
      'associations: [{namespace: a, serviceAccount: a, roleArn: "arn:aws:iam::111122223333:role/a"}]',
      /role\/a"}, {"namespace":"bank",.*}]$/,
    ],
    ["JSON", '{"associations": []}', /^{"associations": \[{"namespace":"bank",.*}]}$/],
  ])("fits into %s", async (_name, before, after) => {
    expect(await changed(before, () => addAssociation(path, cluster, input))).toMatch(after);
  });

  test("makes the file where there is none", async () => {
    await addAssociation(path, cluster, input);
    expect(await readFile(path, "utf8")).toBe(
      `associations:\n  - namespace: bank\n    serviceAccount: till\n    roleArn: ${roleArn}\n`,
    );
  });

  test("is refused where there is one for the same names", async () => {
    await writeFile(path, text);
    await expect(addAssociation(path, cluster, { ...input, serviceAccount: "desk" })).rejects.toMatchObject({
      name: "AssociationChangeError",
      reason: "exists",
      message: `${path} has an association of bank/desk already, with the role arn:aws:iam::111122223333:role/desk. Remove it first, or have it replaced.`,
    });
    expect(await readFile(path, "utf8")).toBe(text);
  });

  test("may replace one, in its place", async () => {
    const after = await changed(text, () =>
      addAssociation(path, cluster, { namespace: "shop", serviceAccount: "*", roleArn }, { replace: true }),
    );
    const [begin, end] = [text.indexOf("  - namespace"), text.indexOf("\n\n  # The bank")];
    expect(after).toBe(
      `${text.slice(0, begin)}  - namespace: shop\n    serviceAccount: "*"\n    roleArn: ${roleArn}\n${text.slice(end)}`,
    );
  });

  test("is refused with everything that is wrong with it", async () => {
    await writeFile(path, text);
    const wrong = { namespace: "Bank", serviceAccount: "till", roleArn: "till", durationSeconds: 1 };
    await expect(addAssociation(path, cluster, wrong)).rejects.toMatchObject({
      reason: "invalid",
      message: `The association of Bank/till can't be used:
  namespace is "Bank"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob may have "*" for any characters and "?" for any one among them. Correct it.
  roleArn is "till"; it must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME. Correct it.
  durationSeconds is the number 1; it must be a whole number of seconds from 900 to 43200. Correct it.`,
    });
    expect(await readFile(path, "utf8")).toBe(text);
  });

  test("isn't added to a file that can't be used", async () => {
    await writeFile(path, "associations: none");
    await expect(addAssociation(path, cluster, input)).rejects.toThrow(`${path}:1: associations is "none"`);
    expect(await readFile(path, "utf8")).toBe("associations: none");
  });
});

describe("an association that is removed", () => {
  test("goes with the comments on its lines, and all else stays", async () => {
    const after = await changed(text, () =>
      removeAssociation(path, cluster, { namespace: "shop", serviceAccount: "*" }),
    );
    const [begin, end] = [text.indexOf("  - namespace"), text.indexOf("\n\n  # The bank")];
    expect(after).toBe(text.slice(0, begin) + text.slice(end));
  });

  test("may be the last one", async () => {
    const before = `associations: # none left\n  - namespace: a\n    serviceAccount: a\n    roleArn: ${roleArn}\n`;
    const remove = () => removeAssociation(path, cluster, { namespace: "a", serviceAccount: "a" });
    expect(await changed(before, remove)).toBe("associations: [] # none left\n");
  });

  test.each([
    ["a", '[ {namespace: b, serviceAccount: b, roleArn: "R"} ] # all\n'],
    ["b", '[ {namespace: a, serviceAccount: a, roleArn: "R"} ] # all\n'],
  ])("may be %s in brackets", async (name, after) => {
    const before = `associations: [ {namespace: a, serviceAccount: a, roleArn: "R"}, {namespace: b, serviceAccount: b, roleArn: "R"} ] # all\n`;
    const remove = () => removeAssociation(path, cluster, { namespace: name, serviceAccount: name });
    expect(await changed(before.replaceAll("R", roleArn), remove)).toBe(
      `associations: ${after}`.replaceAll("R", roleArn),
    );
  });

  test("is named as the file names it", async () => {
    await writeFile(path, text);
    const remove = removeAssociation(path, cluster, { namespace: "shop", serviceAccount: "cart" });
    await expect(remove).rejects.toMatchObject({
      reason: "missing",
      message: `${path} has no association of shop/cart. Name it as the file does.`,
    });
  });

  test("stays where another refers to a part of it", async () => {
    const before = `associations:
  - {namespace: a, serviceAccount: a, roleArn: &role "${roleArn}"}
  - {namespace: b, serviceAccount: b, roleArn: *role}
`;
    await writeFile(path, before);
    const remove = removeAssociation(path, cluster, { namespace: "a", serviceAccount: "a" });
    await expect(remove).rejects.toThrow(
      `${path} is written in a way that can't be edited safely: by anchors and aliases, maybe. It is as it was. Edit it by hand.`,
    );
    expect(await readFile(path, "utf8")).toBe(before);
    expect(await readdir(join(path, ".."))).toEqual(["associations.yaml"]);
  });
});

describe("the file", () => {
  test("keeps its mode", async () => {
    await writeFile(path, text);
    await chmod(path, 0o604);
    await addAssociation(path, cluster, input);
    expect((await stat(path)).mode & 0o7777).toBe(0o604);
  });

  test.skipIf(process.getuid?.() !== 0)("keeps its owner", async () => {
    await writeFile(path, text);
    await chown(path, 1234, 2345);
    await addAssociation(path, cluster, input);
    expect(await stat(path)).toMatchObject({ uid: 1234, gid: 2345 });
  });

  test.each([true, false])("is what a symbolic link leads to, there or not: %s", async (isThere) => {
    const folder = join(path, "..", "elsewhere");
    await mkdir(folder);
    const target = join(folder, "real.yaml");
    if (isThere) {
      await writeFile(target, text);
    }
    await symlink("elsewhere/real.yaml", path);
    await addAssociation(path, cluster, input);
    expect((await lstat(path)).isSymbolicLink()).toBe(true);
    expect(await readFile(target, "utf8")).toContain("serviceAccount: till");
    expect(await readdir(folder)).toEqual(["real.yaml"]);
  });

  test("has all that one process adds at once", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `ns-${index}`);
    await Promise.all(names.map((namespace) => addAssociation(path, cluster, { ...input, namespace })));
    const after = await readFile(path, "utf8");
    expect(names.filter((name) => !after.includes(`namespace: ${name}\n`))).toEqual([]);
  });
});
