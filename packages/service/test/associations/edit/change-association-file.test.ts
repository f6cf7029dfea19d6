import { describe, expect, test } from "vitest";
import { addAssociation, removeAssociation } from "../../../src/associations/edit/change-association-file.ts";
import { type AssociationInput, deriveAssociationId } from "../../../src/index.ts";
import { cluster, input, roleArn, useAssociationFile } from "./use-association-file.ts";

const foreignId = "eu-west-1/111122223333/other/bank/till";

const file = useAssociationFile();
const { path } = file;

const text = `# The roles of service accounts.

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

describe("an association that is added", () => {
  test("is the last entry, and everything else stays", async () => {
    const entry =
      "  - namespace: bank\n    serviceAccount: till\n    roleArn: arn:aws:iam::111122223333:role/new\n";
    expect(await file.change(text, () => addAssociation(path, cluster, input))).toBe(
      text.replace("# short\n", `# short\n${entry}`),
    );
  });

  test("is returned as the service finds it", async () => {
    await file.write(text);
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
      tags: {},
      createdAt: undefined,
      modifiedAt: undefined,
    });
  });

  test("creates the file if it does not exist", async () => {
    await addAssociation(path, cluster, input);
    expect(await file.read()).toBe(
      `associations:\n  - namespace: bank\n    serviceAccount: till\n    roleArn: ${roleArn}\n`,
    );
  });

  test("is refused if there is one for the same names", async () => {
    await file.write(text);
    await expect(addAssociation(path, cluster, { ...input, serviceAccount: "desk" })).rejects.toMatchObject({
      name: "AssociationChangeError",
      code: "exists",
      message: `${path} already has an association for bank/desk, with the role arn:aws:iam::111122223333:role/desk. Remove it first, or replace it.`,
    });
    expect(await file.read()).toBe(text);
  });

  test.each<[string, Partial<AssociationInput>]>([
    ["a role that is not allowed", { roleArn: "arn:aws:iam::111122223333:role/admin" }],
    ["another service account's external ID", { targetRoleArn: roleArn, externalId: foreignId }],
  ])("is refused with %s", async (_name, members) => {
    await file.write(text);
    const rules = {
      ...cluster,
      allowedRoles: [roleArn, "arn:aws:iam::111122223333:role/shop", "*:role/desk"],
    };
    const added = addAssociation(path, rules, { ...input, ...members });
    await expect(added).rejects.toMatchObject({ name: "AssociationChangeError", code: "invalid" });
    expect(await file.read()).toBe(text);
  });

  test("can replace one, in its position", async () => {
    const after = await file.change(text, () =>
      addAssociation(path, cluster, { namespace: "shop", serviceAccount: "*", roleArn }, { replace: true }),
    );
    const [begin, end] = [text.indexOf("  - namespace"), text.indexOf("\n\n  # The bank")];
    expect(after).toBe(
      `${text.slice(0, begin)}  - namespace: shop\n    serviceAccount: "*"\n    roleArn: ${roleArn}\n${text.slice(end)}`,
    );
  });

  test("is not added to a file that is not valid", async () => {
    await file.write("associations: none");
    await expect(addAssociation(path, cluster, input)).rejects.toThrow(`${path}:1: associations is "none"`);
    expect(await file.read()).toBe("associations: none");
  });
});

describe("an association that is removed", () => {
  test("is removed with the comments on its lines, and everything else stays", async () => {
    const after = await file.change(text, () =>
      removeAssociation(path, cluster, { namespace: "shop", serviceAccount: "*" }),
    );
    const [begin, end] = [text.indexOf("  - namespace"), text.indexOf("\n\n  # The bank")];
    expect(after).toBe(text.slice(0, begin) + text.slice(end));
  });

  test("can be the last one", async () => {
    const before = `associations: # none left\n  - namespace: a\n    serviceAccount: a\n    roleArn: ${roleArn}\n`;
    const remove = () => removeAssociation(path, cluster, { namespace: "a", serviceAccount: "a" });
    expect(await file.change(before, remove)).toBe("associations: [] # none left\n");
  });

  test.each([
    ["a", '[ {namespace: b, serviceAccount: b, roleArn: "R"} ] # all\n'],
    ["b", '[ {namespace: a, serviceAccount: a, roleArn: "R"} ] # all\n'],
  ])("can be %s in brackets", async (name, after) => {
    const before = `associations: [ {namespace: a, serviceAccount: a, roleArn: "R"}, {namespace: b, serviceAccount: b, roleArn: "R"} ] # all\n`;
    const remove = () => removeAssociation(path, cluster, { namespace: name, serviceAccount: name });
    expect(await file.change(before.replaceAll("R", roleArn), remove)).toBe(
      `associations: ${after}`.replaceAll("R", roleArn),
    );
  });

  test("must be named as in the file", async () => {
    await file.write(text);
    const remove = removeAssociation(path, cluster, { namespace: "shop", serviceAccount: "cart" });
    await expect(remove).rejects.toMatchObject({
      code: "missing",
      message: `${path} has no association for shop/cart. Use the names in the file, including globs.`,
    });
  });
});
