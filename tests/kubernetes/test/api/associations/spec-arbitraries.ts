import type { AssociationInput } from "@eks-auth/service";
import fc from "fast-check";

/** One of these, or a text of a few of these characters. */
const textOf = (texts: readonly string[], characters: string, maxLength = 8): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...texts), fc.string({ unit: fc.constantFrom(...characters), maxLength }));

const serviceAccount = textOf(
  ["cart", "cart-*", "*", "a.b", "a..b", "a-", ".a", "a".repeat(253), "a".repeat(254), `${"a".repeat(99)}.*`],
  "ab1*?.-AB_/:\n \u00e9",
);
const namespace = textOf(
  ["shop", "team-*", "*", "a".repeat(63), "a".repeat(64), "-a", "a."],
  "ab1*?-.A/\n",
  5,
);

const accounts = ["111122223333", "11112222333", "1111222233334", "11112222333a", ""];
const roleName = textOf(
  ["cart", "a".repeat(64), "a".repeat(65), "cart\n", "c\u0430rt", "", "/"],
  "aZ0_+=,.@-*?:/ \\\n\u00e9",
);
const rolePath = textOf(
  ["", "", "a/", "a/b:c/", "\\E.*/", `${"a".repeat(510)}/`, `${"a".repeat(511)}/`],
  "a/!~ \u007f\\*",
);

/** A role's ARN, or nearly. The service accepts only one partition, which the API server does not know. */
const roleArn = fc
  .tuple(
    fc.constantFrom("arn", "arn", "arn", "ARN", ""),
    fc.constantFrom("iam", "iam", "iam", "sts"),
    fc.constantFrom("", "", "", "eu-west-1"),
    fc.oneof({ weight: 4, arbitrary: fc.constant(accounts[0] ?? "") }, fc.constantFrom(...accounts)),
    fc.constantFrom("role", "role", "role", "user", "assumed-role"),
    rolePath,
    roleName,
  )
  .map(([arn, service, region, account, type, path, name]) =>
    [arn, "aws", service, region, account, `${type}/${path}${name}`].join(":"),
  );
const goodRoleArn = fc.constantFrom(
  "arn:aws:iam::111122223333:role/cart",
  "arn:aws:iam::444455556666:role/a/b",
);

/** An external ID, or what looks like that of a service account. */
const externalId = fc.oneof(
  textOf(["ab", "a", "", "a".repeat(1224), "a".repeat(1225), "ab\n"], "aZ0_+=,.@:/- \u00e9"),
  fc
    .tuple(
      fc.constantFrom("eu-west-1", "us-gov-west-1", "EU-WEST-1", "west-1", "e-w-1", "eu-west-"),
      fc.constantFrom("111122223333", "11112222333"),
      fc.array(fc.constantFrom("edge", "shop", "cart", "cart-*", "team-*", ""), { maxLength: 4 }),
    )
    .map(([region, account, rest]) => [region, account, ...rest].join("/")),
  fc.constant("eu-west-1/111122223333/edge/shop/cart"),
);

const space = fc.constantFrom("", "", " ", "\n\t", "\r\n");

/** JSON text with a statement, or without. */
const policy = fc.oneof(
  fc
    .tuple(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("Statement", "statement", "Version"), space, space)
    .filter(([value]) => !JSON.stringify(value).includes('"Statement"'))
    .map(([value, key, start, end]) => start + JSON.stringify({ Id: "a", [key]: value }, null, start) + end),
  fc.constantFrom("", "{}", "[]", "null", "a", '["Statement"]', '"Statement"'),
  fc.constantFrom(2047, 2048, 2049).map((length) => {
    const text = JSON.stringify({ Statement: [], Id: "" });
    return text.replace('""', `"${"x".repeat(length - text.length)}"`);
  }),
);

const durationSeconds = fc.oneof(
  fc.constantFrom(899, 900, 3600, 3601, 43_200, 43_201, 0, -1, 900.5, 2 ** 31, 2 ** 53),
  fc.integer({ min: 900, max: 43_200 }),
);

/** Present in about every other. */
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

/** Associations that are valid, or nearly: most have at most one thing that is not. */
export const associationArbitrary: fc.Arbitrary<AssociationInput> = fc.record({
  namespace: fc.oneof({ weight: 3, arbitrary: fc.constant("shop") }, namespace),
  serviceAccount: fc.oneof({ weight: 2, arbitrary: fc.constant("cart") }, serviceAccount),
  roleArn: fc.oneof({ weight: 3, arbitrary: goodRoleArn }, roleArn),
  targetRoleArn: optional(fc.oneof({ weight: 5, arbitrary: goodRoleArn }, roleArn)),
  externalId: optional(externalId),
  disableSessionTags: fc.constantFrom(true, true, false, undefined),
  policy: optional(policy),
  durationSeconds: optional(durationSeconds),
});
