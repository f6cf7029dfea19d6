const roleArn = "arn:aws:iam::111122223333:role/cart";
const targetRoleArn = "arn:aws:iam::444455556666:role/reports";
const minimal = { serviceAccount: "cart", roleArn };
const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const nameRule = "must be a service account's name: 1 to 253 characters";
const arnRule = "must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/NAME";
const reservedRule =
  "only REGION/ACCOUNT/CLUSTER/NAMESPACE/SERVICEACCOUNT of its own service account is allowed";

/** A policy of exactly so many characters. */
function policyOfLength(length: number): string {
  const shortest = JSON.stringify({ Statement: [], Id: "" }).length;
  return JSON.stringify({ Statement: [], Id: "x".repeat(length - shortest) });
}

/** Specs that the API server accepts, and the service too. */
export const goodSpecs: readonly { readonly title: string; readonly spec: object }[] = [
  { title: "a service account and a role", spec: minimal },
  { title: "any service account", spec: { ...minimal, serviceAccount: "*" } },
  { title: "a glob", spec: { ...minimal, serviceAccount: "app-?.*" } },
  { title: "the longest name", spec: { ...minimal, serviceAccount: "a".repeat(253) } },
  { title: "a name with dots", spec: { ...minimal, serviceAccount: "a.b-c.d" } },
  {
    title: "a role with a path",
    spec: { ...minimal, roleArn: "arn:aws:iam::111122223333:role/a/b!~/c+=,.@-_" },
  },
  {
    title: "the longest role",
    spec: { ...minimal, roleArn: `arn:aws:iam::111122223333:role/${"a".repeat(510)}/${"b".repeat(64)}` },
  },
  {
    title: "everything",
    spec: {
      ...minimal,
      targetRoleArn,
      externalId: "shop/reports",
      disableSessionTags: true,
      policy,
      durationSeconds: 3600,
    },
  },
  { title: "the shortest external ID", spec: { ...minimal, targetRoleArn, externalId: "ab" } },
  { title: "the longest external ID", spec: { ...minimal, targetRoleArn, externalId: "a".repeat(1224) } },
  {
    title: "the external ID of its service account",
    spec: { ...minimal, targetRoleArn, externalId: "eu-west-1/111122223333/edge/shop/cart" },
  },
  {
    title: "the longest policy",
    spec: { ...minimal, disableSessionTags: true, policy: policyOfLength(2048) },
  },
  {
    title: "a policy with white space and Latin letters",
    spec: { ...minimal, disableSessionTags: true, policy: '\n {\t"Statement" : [\r\n"\u00ff"] } ' },
  },
  { title: "the shortest sessions", spec: { ...minimal, durationSeconds: 900 } },
  { title: "the longest sessions", spec: { ...minimal, durationSeconds: 43_200 } },
];

/** Specs that the API server refuses, the field that it names, and a part of what it says. */
export const badSpecs: readonly {
  readonly title: string;
  readonly spec: object;
  readonly field: string;
  readonly message: string;
}[] = [
  {
    title: "no service account",
    spec: { roleArn },
    field: "serviceAccount",
    message: "Required value",
  },
  { title: "no role", spec: { serviceAccount: "cart" }, field: "roleArn", message: "Required value" },
  {
    title: "capital letters",
    spec: { ...minimal, serviceAccount: "Cart" },
    field: "serviceAccount",
    message: nameRule,
  },
  {
    title: "a slash in a name",
    spec: { ...minimal, serviceAccount: "other/cart" },
    field: "serviceAccount",
    message: nameRule,
  },
  {
    title: "the subject of another namespace",
    spec: { ...minimal, serviceAccount: "system:serviceaccount:other:cart" },
    field: "serviceAccount",
    message: nameRule,
  },
  {
    title: "a name with a line break at its end",
    spec: { ...minimal, serviceAccount: "cart\n" },
    field: "serviceAccount",
    message: nameRule,
  },
  {
    title: "a name that ends with a dash",
    spec: { ...minimal, serviceAccount: "cart-" },
    field: "serviceAccount",
    message: nameRule,
  },
  {
    title: "a name with two dots",
    spec: { ...minimal, serviceAccount: "a..b" },
    field: "serviceAccount",
    message: nameRule,
  },
  {
    title: "too long a name",
    spec: { ...minimal, serviceAccount: "a".repeat(254) },
    field: "serviceAccount",
    message: "253",
  },
  {
    title: "an empty name",
    spec: { ...minimal, serviceAccount: "" },
    field: "serviceAccount",
    message: "at least 1 chars long",
  },
  {
    title: "the name of a role",
    spec: { ...minimal, roleArn: "cart" },
    field: "roleArn",
    message: arnRule,
  },
  {
    title: "a glob for a role",
    spec: { ...minimal, roleArn: "arn:aws:iam::111122223333:role/*" },
    field: "roleArn",
    message: arnRule,
  },
  {
    title: "a user",
    spec: { ...minimal, roleArn: "arn:aws:iam::111122223333:user/cart" },
    field: "roleArn",
    message: arnRule,
  },
  {
    title: "an account of 11 digits",
    spec: { ...minimal, roleArn: "arn:aws:iam::11112222333:role/cart" },
    field: "roleArn",
    message: arnRule,
  },
  {
    title: "a letter that looks like another",
    spec: { ...minimal, roleArn: "arn:aws:iam::111122223333:role/c\u0430rt" },
    field: "roleArn",
    message: arnRule,
  },
  {
    title: "a role with a line break at its end",
    spec: { ...minimal, roleArn: `${roleArn}\n` },
    field: "roleArn",
    message: arnRule,
  },
  {
    title: "too long a name of a role",
    spec: { ...minimal, roleArn: `arn:aws:iam::111122223333:role/${"a".repeat(65)}` },
    field: "roleArn",
    message: arnRule,
  },
  {
    title: "a target role that is none",
    spec: { ...minimal, targetRoleArn: "reports" },
    field: "targetRoleArn",
    message: arnRule,
  },
  {
    title: "an external ID without a target role",
    spec: { ...minimal, externalId: "shop/reports" },
    field: "externalId",
    message: "must come with a targetRoleArn, whose trust policy requires it",
  },
  {
    title: "an external ID with a space",
    spec: { ...minimal, targetRoleArn, externalId: "shop reports" },
    field: "externalId",
    message: "must be an external ID: 2 to 1224 characters of A-Z, a-z, 0-9 and _+=,.@:/-",
  },
  {
    title: "too short an external ID",
    spec: { ...minimal, targetRoleArn, externalId: "a" },
    field: "externalId",
    message: "at least 2 chars long",
  },
  {
    title: "too long an external ID",
    spec: { ...minimal, targetRoleArn, externalId: "a".repeat(1225) },
    field: "externalId",
    message: "1224",
  },
  {
    title: "the external ID of another service account",
    spec: { ...minimal, targetRoleArn, externalId: "eu-west-1/111122223333/edge/shop/till" },
    field: "externalId",
    message: reservedRule,
  },
  {
    title: "the external ID of another service account in capitals",
    spec: { ...minimal, targetRoleArn, externalId: "EU-WEST-1/111122223333/edge/shop/cart" },
    field: "externalId",
    message: reservedRule,
  },
  {
    title: "the start of an external ID",
    spec: { ...minimal, targetRoleArn, externalId: "eu-west-1/111122223333/" },
    field: "externalId",
    message: reservedRule,
  },
  {
    title: "an external ID of more parts",
    spec: { ...minimal, targetRoleArn, externalId: "eu-west-1/111122223333/edge/other/shop/cart" },
    field: "externalId",
    message: reservedRule,
  },
  {
    title: "the external ID of a service account for a glob",
    spec: {
      ...minimal,
      serviceAccount: "c*",
      targetRoleArn,
      externalId: "eu-west-1/111122223333/edge/shop/cart",
    },
    field: "externalId",
    message: reservedRule,
  },
  {
    title: "a policy with session tags",
    spec: { ...minimal, policy },
    field: "policy",
    message: "must come with disableSessionTags: true, as AWS requires for a session policy",
  },
  {
    title: "a policy that is a map",
    spec: { ...minimal, disableSessionTags: true, policy: { Statement: [] } },
    field: "policy",
    message: 'must be of type string: "object"',
  },
  {
    title: "a policy that is not JSON",
    spec: { ...minimal, disableSessionTags: true, policy: "Statement: []" },
    field: "policy",
    message: "must be an IAM policy with a Statement, as JSON text",
  },
  {
    title: "a policy without a statement",
    spec: { ...minimal, disableSessionTags: true, policy: '{"Version":"2012-10-17"}' },
    field: "policy",
    message: "must be an IAM policy with a Statement, as JSON text",
  },
  {
    title: "a policy with a letter that STS refuses",
    spec: { ...minimal, disableSessionTags: true, policy: '{"Statement":["\u0100"]}' },
    field: "policy",
    message: "must have no character above U+00FF",
  },
  {
    title: "too long a policy",
    spec: { ...minimal, disableSessionTags: true, policy: policyOfLength(2049) },
    field: "policy",
    message: "2048",
  },
  {
    title: "a text for session tags",
    spec: { ...minimal, disableSessionTags: "yes" },
    field: "disableSessionTags",
    message: 'must be of type boolean: "string"',
  },
  {
    title: "too short sessions",
    spec: { ...minimal, durationSeconds: 899 },
    field: "durationSeconds",
    message: "should be greater than or equal to 900",
  },
  {
    title: "too long sessions",
    spec: { ...minimal, durationSeconds: 43_201 },
    field: "durationSeconds",
    message: "should be less than or equal to 43200",
  },
  {
    title: "a part of a second",
    spec: { ...minimal, durationSeconds: 900.5 },
    field: "durationSeconds",
    message: "must be of type int32",
  },
  {
    title: "too long sessions of a target role",
    spec: { ...minimal, targetRoleArn, durationSeconds: 3601 },
    field: "durationSeconds",
    message: "must be at most 3600 with a targetRoleArn",
  },
];
