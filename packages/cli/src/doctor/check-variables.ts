import { homedir } from "node:os";
import { looksLikeToken } from "../core/token-text.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { describeAddress, findProxy, isTakenBySdks, sdkAddressRule } from "./address.ts";
import { type DoctorOptions, type Finding, type Trouble, toFinding } from "./check.ts";
import { findRivals } from "./competing-sources.ts";

/** What the variables say, or the options in their place. */
export interface CheckedVariables {
  readonly finding: Finding;
  /** Where credentials are asked for. */
  readonly agentUrl?: URL | undefined;
  /** The file with the pod's token. */
  readonly tokenFile?: string | undefined;
}

/** Checks the variables that lead AWS SDKs to the agent, and those that lead them elsewhere. */
export async function checkVariables(
  options: DoctorOptions,
  environment: Environment,
): Promise<CheckedVariables> {
  const { agent, tokenFile } = options;
  const uri = agent === undefined ? environment[uriVariable] || undefined : undefined;
  const file = tokenFile === undefined ? environment[fileVariable] || undefined : undefined;
  // Whoever is at the server needs no agent.
  const isAtServer = options.endpoint !== undefined || options.config !== undefined;
  const missing = [
    ...(agent === undefined && uri === undefined && !isAtServer ? [uriVariable] : []),
    ...(tokenFile === undefined && file === undefined ? [fileVariable] : []),
  ];
  const problems = [
    ...(missing.length > 0 ? [describeMissing(missing)] : []),
    ...(uri === undefined ? [] : findUriProblems(uri)),
    ...(file === undefined ? [] : findFileProblems(file)),
  ];
  if (problems.length > 0) {
    return { finding: toFinding("failed", problems) };
  }
  const agentUrl = uri === undefined ? agent : new URL(uri);
  const about = { agentUrl, tokenFile: tokenFile ?? file };
  if (uri === undefined && file === undefined) {
    return { finding: { status: "skipped", found: "Options stand in for them." }, ...about };
  }
  const found = [
    ...(uri === undefined || agentUrl === undefined
      ? []
      : [`${uriVariable} is ${describeAddress(agentUrl)}.`]),
    ...(file === undefined ? [] : [`${fileVariable} is ${file}.`]),
  ].join(" ");
  const warnings = await findWarnings(agentUrl, environment, homedir());
  const finding: Finding = warnings.length > 0 ? toFinding("warning", warnings) : { status: "ok", found };
  return { finding, ...about };
}

/** Says which variables are missing. */
function describeMissing(names: readonly string[]): Trouble {
  return {
    found: `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} not set, so SDKs don't ask an agent.`,
    remedy:
      "In a pod, the Pod Identity webhook sets them when the pod is made: check that it runs, then make the pod anew. " +
      "Elsewhere set them, or give --agent and --token-file.",
  };
}

/** Finds what keeps SDKs from asking at the address that the variable has. */
function findUriProblems(text: string): Trouble[] {
  if (!URL.canParse(text)) {
    return [
      {
        found: `${uriVariable} is not a URL.`,
        remedy: "For pods it is http://169.254.170.23/v1/credentials.",
      },
    ];
  }
  const url = new URL(text);
  return isTakenBySdks(url)
    ? []
    : [
        {
          found: `${uriVariable} is ${describeAddress(url)}, where no SDK sends a token.`,
          remedy: `By ${sdkAddressRule}.`,
        },
      ];
}

/** Finds what keeps SDKs from reading the file that the variable names. */
function findFileProblems(text: string): Trouble[] {
  return looksLikeToken(text)
    ? [
        {
          found: `${fileVariable} holds a token, where SDKs look for the name of a file.`,
          remedy: "Write the token to a file, and the file's path to the variable.",
        },
      ]
    : [];
}

/**
 * Finds what leads AWS SDKs away from an agent that they could ask.
 *
 * @param agentUrl - where credentials are asked for, if anywhere
 * @param home - the directory that `.aws` is in
 */
async function findWarnings(
  agentUrl: URL | undefined,
  environment: Environment,
  home: string,
): Promise<Trouble[]> {
  const warnings: Trouble[] = [];
  const rivals = await findRivals(environment, home);
  if (rivals.length > 0) {
    warnings.push({
      found: `SDKs take credentials from ${rivals.join(" and ")} before they ask the agent.`,
      remedy: "Keep that from the program that should have the pod's credentials.",
    });
  }
  const proxy = agentUrl && findProxy(agentUrl, environment);
  if (proxy !== undefined) {
    warnings.push({
      found: `${proxy} has some SDKs ask a proxy instead of the agent.`,
      remedy: `Add ${agentUrl?.hostname} to NO_PROXY and no_proxy.`,
    });
  }
  return warnings;
}

/** The variable that tells AWS SDKs where an agent gives credentials. */
const uriVariable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

/** The variable that tells them which file has the token to send there. */
const fileVariable = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
