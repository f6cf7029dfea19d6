import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { takesPrecedence } from "../sdk-environment/competing-variables.ts";

/** Leads nowhere without a role. */
const webIdentity = "AWS_WEB_IDENTITY_TOKEN_FILE";

/**
 * Finds what AWS SDKs take credentials from before they ask an agent.
 *
 * @param home - the directory that `.aws` is in
 * @returns each by its name
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function findRivals(environment: Environment, home: string): Promise<string[]> {
  const rivals = Object.keys(environment).filter(
    (name) =>
      environment[name] &&
      takesPrecedence(name) &&
      (name !== webIdentity || Boolean(environment.AWS_ROLE_ARN)),
  );
  const profile = environment.AWS_PROFILE ? undefined : await findDefaultProfile(environment, home);
  return profile === undefined ? rivals : [...rivals, `the default profile in ${profile}`];
}

/** What makes a profile one that credentials come from, and not of settings alone. */
const sources =
  /^\s*(aws_access_key_id|credential_process|role_arn|sso_session|sso_start_url|sso_account_id|web_identity_token_file|login_session)\s*=/;

/**
 * Finds the shared file whose default profile AWS SDKs take credentials from.
 *
 * @param home - the directory that `.aws` is in
 * @returns `undefined` where there is none
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
async function findDefaultProfile(environment: Environment, home: string): Promise<string | undefined> {
  const files = [
    environment.AWS_SHARED_CREDENTIALS_FILE || join(home, ".aws", "credentials"),
    environment.AWS_CONFIG_FILE || join(home, ".aws", "config"),
  ];
  for (const file of files) {
    if (hasCredentials(await readIfThere(file))) {
      return file;
    }
  }
  return undefined;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    // SDKs go on without it, too.
    return "";
  }
}

function hasCredentials(text: string): boolean {
  let isDefault = false;
  for (const line of text.split("\n")) {
    const section = /^\s*\[\s*(?:profile\s+)?([^\]]*?)\s*\]/.exec(line)?.[1];
    isDefault = section === undefined ? isDefault : section === "default";
    if (isDefault && sources.test(line)) {
      return true;
    }
  }
  return false;
}
