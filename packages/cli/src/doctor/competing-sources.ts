import { join } from "node:path";
import { readFile } from "@eks-auth/service/read-file";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { takesPrecedence } from "../sdk-environment/competing-variables.ts";

/** SDKs ignore this variable unless AWS_ROLE_ARN is set, too. */
const webIdentity = "AWS_WEB_IDENTITY_TOKEN_FILE";

/**
 * Finds the sources that AWS SDKs take credentials from before they ask an agent.
 *
 * @param home - the directory that contains `.aws`
 * @returns the name of each
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function findCompetingSources(environment: Environment, home: string): Promise<string[]> {
  const variables = Object.keys(environment).filter(
    (name) =>
      environment[name] &&
      takesPrecedence(name) &&
      (name !== webIdentity || Boolean(environment.AWS_ROLE_ARN)),
  );
  // AWS_PROFILE selects another profile than the default one.
  const file = environment.AWS_PROFILE ? undefined : await findDefaultProfile(environment, home);
  return file === undefined ? variables : [...variables, `the default profile in ${file}`];
}

/** A setting that makes a profile a source of credentials. */
const credentialSetting =
  /^\s*(aws_access_key_id|credential_process|role_arn|sso_session|sso_start_url|sso_account_id|web_identity_token_file|login_session)\s*=/;

/**
 * Finds the shared file whose default profile is a source of credentials.
 *
 * @returns its path, or undefined if there is none
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
async function findDefaultProfile(environment: Environment, home: string): Promise<string | undefined> {
  const files = [
    environment.AWS_SHARED_CREDENTIALS_FILE || join(home, ".aws", "credentials"),
    environment.AWS_CONFIG_FILE || join(home, ".aws", "config"),
  ];
  for (const file of files) {
    if (hasDefaultCredentials(await readIfPossible(file))) {
      return file;
    }
  }
  return undefined;
}

/** SDKs ignore a file that they can't read, too. */
async function readIfPossible(file: string): Promise<string> {
  try {
    return (await readFile(file, "awsConfiguration")).toString();
  } catch {
    return "";
  }
}

function hasDefaultCredentials(text: string): boolean {
  let isDefault = false;
  for (const line of text.split("\n")) {
    const section = /^\s*\[\s*(?:profile\s+)?([^\]]*?)\s*\]/.exec(line)?.[1];
    isDefault = section === undefined ? isDefault : section === "default";
    if (isDefault && credentialSetting.test(line)) {
      return true;
    }
  }
  return false;
}
