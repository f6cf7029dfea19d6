import { expect, test } from "vitest";
import { formatList } from "../../src/association/list-table.ts";

const association = {
  namespace: "shop",
  serviceAccount: "cart",
  roleArn: "arn:aws:iam::111122223333:role/cart",
  targetRoleArn: "arn:aws-cn:iam::444455556666:role/a/b",
  durationSeconds: 900,
  policy: "{}",
  id: undefined,
  more: { NAME: "cart", READY: "False Superseded" },
};

test("all columns are aligned, and roles are short", () => {
  expect(formatList([association], { accountId: "111122223333", wide: false })).toBe(
    `NAMESPACE  SERVICE ACCOUNT  ROLE       TARGET ROLE            LIFETIME  POLICY  NAME  READY
shop       cart             role/cart  444455556666:role/a/b  900 s     yes     cart  False Superseded
`,
  );
});

test("without the cluster's account, roles are with theirs", () => {
  const { namespace, serviceAccount, roleArn } = association;
  const none = { targetRoleArn: undefined, durationSeconds: undefined, policy: undefined, id: undefined };
  expect(
    formatList([{ namespace, serviceAccount, roleArn, ...none }], { accountId: undefined, wide: true }),
  ).toBe(`NAMESPACE  SERVICE ACCOUNT  ROLE\nshop       cart             ${roleArn}\n`);
  expect(
    formatList([{ namespace, serviceAccount, roleArn, ...none }], { accountId: undefined, wide: false }),
  ).toBe("NAMESPACE  SERVICE ACCOUNT  ROLE\nshop       cart             111122223333:role/cart\n");
});
