import type { PodToken } from "@eks-auth/agent/token";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { attributeRefusal, type Verdict } from "./attribution/attribute-refusal.ts";
import type { DoctorOptions } from "./doctor-options.ts";
import {
  reachAgent,
  reachAssociation,
  reachConfiguration,
  reachKeys,
  reachServer,
  reachSts,
  reachTokenFile,
} from "./reach.ts";
import { formatTime } from "./report/format-time.ts";
import { createReport, type Report } from "./report/report.ts";
import { settle } from "./settle.ts";
import type { Asked } from "./steps/asked.ts";
import { checkVariables } from "./steps/variables/check-variables.ts";

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
