import { describe, expect, test } from "vitest";
import { addAssociation, removeAssociation } from "../../../src/associations/edit/change-association-file.ts";
import { validateInput } from "../../../src/associations/edit/change-entries.ts";
import type { AssociationInput } from "../../../src/associations/file/entry.ts";
import { cluster, input, roleArn, useAssociationFile } from "./use-association-file.ts";

const file = useAssociationFile();
const { folder, path } = file;

describe("an entry that is added", () => {
  test("has all its members, with a policy as a map and globs in quotes", async () => {
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
    const after = await file.change("associations: []\n", () => addAssociation(path, cluster, whole));
    expect(after).toBe(`associations:
  - namespace: bank
    serviceAccount: "*-till"
    roleArn: ${roleArn}
    targetRoleArn: ${roleArn}
    externalId: "12"
    disableSessionTags: true
    policy:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: "*"
          Resource: "*"
    durationSeconds: 900
`);
  });

  test("keeps a policy with numbers as JSON text", async () => {
    const policy = '{"Statement":[{"Condition":{"NumericLessThan":{"s3:max-keys":10}}}]}';
    const after = await file.change("associations: []", () =>
      addAssociation(path, cluster, { ...input, disableSessionTags: true, policy }),
    );
    expect(after).toContain(`policy: '${policy}'`);
  });

  test.each<[string, string, RegExp]>([
    [
      "a list without indentation",
      "associations:\n- namespace: a\n  serviceAccount: a\n  roleArn: arn:aws:iam::111122223333:role/a",
      /role\/a\n- namespace: bank\n {2}serviceAccount/,
    ],
    [
      "Windows line ends",
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
    expect(await file.change(before, () => addAssociation(path, cluster, input))).toMatch(after);
  });
});

test("an entry that another one refers to cannot be removed", async () => {
  const before = `associations:
- {namespace: a, serviceAccount: a, roleArn: &role "${roleArn}"}
- {namespace: b, serviceAccount: b, roleArn: *role}
`;
  await file.write(before);
  const remove = removeAssociation(path, cluster, { namespace: "a", serviceAccount: "a" });
  await expect(remove).rejects.toThrow(
    `${path} can't be edited safely, probably because of its anchors and aliases. It is unchanged. Edit it by hand.`,
  );
  expect(await file.read()).toBe(before);
  expect(await folder.list()).toEqual(["associations.yaml"]);
});

test("an input that is not valid is rejected with every problem", async () => {
  await file.write("associations: []\n");
  const wrong = { namespace: "Bank", serviceAccount: "till", roleArn: "till", durationSeconds: 1 };
  await expect(addAssociation(path, cluster, wrong)).rejects.toMatchObject({
    code: "invalid",
    message: `The association for Bank/till is not valid:
  namespace is "Bank"; it must be a namespace's name: 1 to 63 characters of a-z, 0-9 and "-", first and last a letter or digit; a glob can have "*" for any characters and "?" for any one among them. Correct it.
  roleArn is "till"; it must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME. Correct it.
  durationSeconds is the number 1; it must be a whole number of seconds from 900 to 43200. Correct it.`,
  });
  expect(await file.read()).toBe("associations: []\n");
});

test("a valid input gets its default values", () => {
  expect(validateInput(input, cluster)).toMatchObject({ namespace: "bank", disableSessionTags: false });
});
