import type { PodToken } from "@eks-auth/agent/token";
import { CommandError } from "../core/command-error.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { type Asked, type DoctorOptions, formatTime } from "./check.ts";
import { checkVariables } from "./check-variables.ts";
import { attributeRefusal, type Verdict } from "./diagnose-error.ts";
import {
  reachAgent,
  reachAssociation,
  reachConfiguration,
  reachKeys,
  reachServer,
  reachSts,
  reachTokenFile,
} from "./reach.ts";
import { createReport, printReport, type Report, settle } from "./report.ts";

/**
 * Runs `eks-auth doctor`: walks the way of a pod's credentials, and prints what it found at each step.
 *
 * @throws CommandError where the way stops; its message says at which step and how to mend it
 */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  const report = await walk(options, process.env);
  const { stdout } = process;
  if (options.json) {
    stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    stdout.write(`${printReport(report, stdout)}\n`);
  }
  if (!report.whole) {
    throw new CommandError(
      "check_failed",
      `${report.summary.charAt(0).toLowerCase()}${report.summary.slice(1)}`,
    );
  }
  if (!options.json) {
    stdout.write(`${report.summary}\n`);
  }
}

/** Walks the way of a pod's credentials, step by step, as far as the options and the environment lead. */
export async function walk(options: DoctorOptions, environment: Environment): Promise<Report> {
  const variables = await checkVariables(options, environment);
  const { tokenFile = "" } = variables;
  const { finding: tokenFinding, token } = await reachTokenFile(options, variables);
  const configuration = await reachConfiguration(options);
  const agent = await reachAgent(variables, token);
  const server = await reachServer(options, configuration, token);
  const credentials = agent.credentials ?? server.credentials;
  const sts = await reachSts(credentials, configuration, environment, [agent, server]);
  const findings = settle(
    {
      variables: variables.finding,
      "token file": tokenFinding,
      agent: agent.finding,
      server: server.finding,
      keys: await reachKeys(configuration, token, tokenFile),
      association: await reachAssociation(configuration, token),
      STS: sts.finding,
    },
    judge([agent, server], token, { tokenFile, options }),
  );
  const outcome =
    token &&
    credentials &&
    `the pod ${token.pod.namespace}/${token.pod.name} gets credentials of ${sts.arn ?? credentials.owner} until ${formatTime(credentials.expiration.getTime())}`;
  return createReport(findings, outcome);
}

function judge(
  asked: readonly Asked[],
  token: PodToken | undefined,
  about: { readonly tokenFile: string; readonly options: DoctorOptions },
): Verdict[] {
  return asked.flatMap(({ refusal }) =>
    refusal === undefined || token === undefined
      ? []
      : [attributeRefusal(refusal, { pod: token.pod, ...about })],
  );
}
