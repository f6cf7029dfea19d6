import { homedir } from "node:os";
import { findProxyVariable } from "@eks-auth/transport";
import { looksLikeToken } from "../core/token-text.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { formatUrl, isAllowedBySdks, sdkUrlRule } from "./address.ts";
import { type CheckResult, type DoctorInput, type Issue, toFinding } from "./check.ts";
import { findCompetingSources } from "./competing-sources.ts";

const urlVariable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const fileVariable = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/** Checks the variables that make AWS SDKs ask the agent. Options replace variables. */
export async function checkVariables({ options, environment }: DoctorInput): Promise<CheckResult> {
  const { agent, tokenFile } = options;
  const url = agent === undefined ? environment[urlVariable] || undefined : undefined;
  const file = tokenFile === undefined ? environment[fileVariable] || undefined : undefined;
  // On the server's machine there need not be an agent.
  const needsAgent = options.endpoint === undefined && options.config === undefined;
  const missing = [
    ...(agent === undefined && url === undefined && needsAgent ? [urlVariable] : []),
    ...(tokenFile === undefined && file === undefined ? [fileVariable] : []),
  ];
  const [issue, ...others] = [
    missing.length > 0 ? describeMissing(missing) : undefined,
    url && findUrlIssue(url),
    // The text can be a secret.
    file && looksLikeToken(file) ? tokenInsteadOfFile : undefined,
  ].filter((issue) => typeof issue === "object");
  if (issue !== undefined) {
    return { finding: toFinding("failed", [issue, ...others]) };
  }
  const agentUrl = url === undefined ? agent : new URL(url);
  const facts = {
    ...(agentUrl !== undefined && { agentUrl }),
    tokenFile: tokenFile ?? file ?? "",
  };
  if (url === undefined && file === undefined) {
    return { finding: { status: "skipped", found: "The options replace them." }, facts };
  }
  const [warning, ...moreWarnings] = await findWarnings(agentUrl, environment);
  if (warning !== undefined) {
    return { finding: toFinding("warning", [warning, ...moreWarnings]), facts };
  }
  const values = [
    ...(url === undefined ? [] : [`${urlVariable} is ${formatUrl(new URL(url))}.`]),
    ...(file === undefined ? [] : [`${fileVariable} is ${file}.`]),
  ];
  return { finding: { status: "ok", found: values.join(" ") }, facts };
}

const tokenInsteadOfFile: Issue = {
  code: "token_in_variable",
  found: `${fileVariable} contains a token, but must contain the path of a file.`,
  remedy: "Write the token to a file, and set the variable to the file's path.",
};

function describeMissing(names: readonly string[]): Issue {
  return {
    code: "variables_missing",
    found: `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} not set, so AWS SDKs do not ask an agent.`,
    remedy:
      "In a pod, the Pod Identity webhook sets them when the pod is created: check that the webhook runs, then create the pod again. " +
      "Elsewhere, set them, or use --agent and --token-file.",
  };
}

function findUrlIssue(text: string): Issue | undefined {
  const url = URL.parse(text);
  if (url === null) {
    const remedy = "In a pod it is http://169.254.170.23/v1/credentials.";
    return { code: "url_invalid", found: `${urlVariable} is not a URL.`, remedy };
  }
  const found = `${urlVariable} is ${formatUrl(url)}, and no AWS SDK sends a token there.`;
  const remedy = `Change it: ${sdkUrlRule}.`;
  return isAllowedBySdks(url) ? undefined : { code: "url_not_allowed", found, remedy };
}

/** Finds what makes AWS SDKs use something else than the agent. */
async function findWarnings(agentUrl: URL | undefined, environment: Environment): Promise<Issue[]> {
  const warnings: Issue[] = [];
  const sources = await findCompetingSources(environment, environment.HOME || homedir());
  if (sources.length > 0) {
    warnings.push({
      code: "competing_sources",
      found: `AWS SDKs use credentials from ${sources.join(" and ")} before they ask the agent.`,
      remedy: "Remove this source from the environment of the program that needs the pod's credentials.",
    });
  }
  const proxy = agentUrl && findProxyVariable(agentUrl, environment);
  if (proxy !== undefined) {
    warnings.push({
      code: "proxy_for_agent",
      found: `${proxy} makes some AWS SDKs ask a proxy instead of the agent.`,
      remedy: `Add ${agentUrl?.hostname} to NO_PROXY and no_proxy.`,
    });
  }
  return warnings;
}
