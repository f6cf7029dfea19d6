import { homedir } from "node:os";
import type { Environment } from "../../../sdk-environment/agent-variables.ts";
import type { DoctorOptions } from "../../doctor-options.ts";
import { describeAddress } from "../../network/address.ts";
import type { Finding } from "../../report/finding.ts";
import { describeMissing, findFileProblems, findUriProblems } from "./find-problems.ts";
import { findWarnings } from "./find-warnings.ts";
import { toFinding } from "./trouble.ts";
import { fileVariable, uriVariable } from "./variable-names.ts";

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
