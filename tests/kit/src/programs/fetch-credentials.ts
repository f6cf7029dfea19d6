import { readFileSync } from "node:fs";

// Fetches credentials as an AWS SDK in a pod does, and prints what is not secret.
const { AWS_CONTAINER_CREDENTIALS_FULL_URI: url = "", AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file = "" } =
  process.env;
const response = await fetch(url, { headers: { authorization: readFileSync(file, "utf8") } });
const {
  AccessKeyId: accessKeyId,
  AccountId: accountId,
  ...others
} = (await response.json()) as Readonly<Record<string, string>>;
const answer = { status: response.status, accessKeyId, accountId, fields: Object.keys(others).sort() };
process.stdout.write(`${JSON.stringify({ url, file, answer })}\n`);
