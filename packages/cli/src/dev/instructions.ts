import { styleText } from "node:util";
import {
  type CredentialSource,
  createAgentVariables,
  createNoProxyLines,
  ignoreVariable,
} from "../sdk-environment/agent-variables.ts";
import { competingVariables } from "../sdk-environment/competing-variables.ts";
import type { DevEnvironment } from "./environment.ts";
import { devCluster, samplePod } from "./sample.ts";

/** Says what runs and how to call it: text for a terminal, whose snippets work as they stand. */
export function describeEnvironment(environment: DevEnvironment): string {
  const { endpoint, agentUrl, stsUrl, issuer, associationFile, tokenFile } = environment;
  const lines = createShellLines({
    credentialsUrl: `${agentUrl}/v1/credentials`,
    tokenFile,
    region: devCluster.region,
    stsUrl,
  });
  const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
  return `EKS Auth is listening on ${bold(endpoint)}, an agent on ${bold(agentUrl)}

  cluster       ${devCluster.name} (region ${devCluster.region}, account ${devCluster.accountId})
  issuer        ${issuer}
  associations  ${associationFile}
  token file    ${tokenFile} (of the pod ${samplePod.namespace}/${samplePod.pod.name}, kept fresh)

${bold("Have any AWS SDK, or the AWS CLI, get its credentials from the agent, in another shell:")}

${lines.map((line) => `  ${line}\n`).join("")}  aws sts get-caller-identity

or run one command so: eks-auth exec --dev -- aws sts get-caller-identity

${bold("Trade the token for credentials with curl:")}

  curl -s ${endpoint}/clusters/${devCluster.name}/assume-role-for-pod-identity \\
    -H 'content-type: application/json' \\
    -d "{\\"token\\":\\"$(cat ${quoteForShell(tokenFile)})\\"}"

${bold("or with TypeScript:")}

  import { readFile } from "node:fs/promises";
  import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";

  const client = new EKSAuthClient({
    endpoint: "${endpoint}",
    region: "${devCluster.region}",
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
  });
  const token = await readFile(${JSON.stringify(tokenFile)}, "utf8");
  const command = new AssumeRoleForPodIdentityCommand({ clusterName: "${devCluster.name}", token });
  console.log(await client.send(command));

Press Ctrl-C to stop.
`;
}

/** In characters. */
const maxWidth = 110;

/**
 * Writes the lines with which AWS SDKs take their credentials from an agent and from nowhere else, in any POSIX shell
 * and whatever its environment.
 */
export function createShellLines(source: CredentialSource): readonly string[] {
  const assignments = Object.entries(createAgentVariables(source)).map(
    ([name, value]) => `${name}=${/^[\w./:-]+$/.test(value) ? value : quoteForShell(value)}`,
  );
  return [
    ...fillLines("unset", [...competingVariables, ignoreVariable]),
    ...fillLines("export", assignments),
    ...createNoProxyLines(new URL(source.credentialsUrl).hostname),
  ];
}

/** @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02 */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Repeats a command for as many lines as its words need. */
function fillLines(command: string, words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= maxWidth) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(`${command} ${word}`);
    }
  }
  return lines;
}
