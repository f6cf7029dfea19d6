import { bold, quoteForShell } from "../core/output.ts";
import {
  type CredentialSource,
  createAgentVariables,
  formatNoProxyLines,
  ignoreEndpointsVariable,
} from "../sdk-environment/agent-variables.ts";
import { competingVariables } from "../sdk-environment/competing-variables.ts";
import type { DevEnvironment } from "./environment.ts";
import { devCluster, samplePod } from "./sample.ts";

/** Formats the text that says what is running and how to call it. Its snippets work when they are pasted. */
export function formatInstructions(environment: DevEnvironment): string {
  const { endpoint, agentUrl, eksApiUrl, stsUrl, issuer, associationFile, tokenFile } = environment;
  const lines = formatShellLines({
    credentialsUrl: `${agentUrl}/v1/credentials`,
    tokenFile,
    region: devCluster.region,
    stsUrl,
  });
  return `EKS Auth is listening on ${bold(endpoint)}, an agent on ${bold(agentUrl)}

  cluster       ${devCluster.name} (region ${devCluster.region}, account ${devCluster.accountId})
  issuer        ${issuer}
  associations  ${associationFile}
  token file    ${tokenFile} (of the pod ${samplePod.namespace}/${samplePod.pod.name}, renewed before it expires)

${bold("To use the agent's credentials with any AWS SDK or the AWS CLI, run this in another shell:")}

${lines.map((line) => `  ${line}\n`).join("")}  aws sts get-caller-identity

or run one command with them: eks-auth exec --dev -- aws sts get-caller-identity

${bold("Change the associations with the AWS CLI, Terraform or an AWS SDK, as on EKS:")}

  aws eks create-pod-identity-association --endpoint-url ${eksApiUrl} --region ${devCluster.region} \\
    --cluster-name ${devCluster.name} --namespace default --service-account app \\
    --role-arn arn:aws:iam::${devCluster.accountId}:role/app

${bold("Exchange the token for credentials with curl:")}

  curl -s ${endpoint}/clusters/${devCluster.name}/assume-role-for-pod-identity \\
    -H 'content-type: application/json' \\
    -d "{\\"token\\":\\"$(cat ${quoteForShell(tokenFile)})\\"}"

${bold("or with TypeScript:")}

  import { readFile } from "node:fs/promises";
  import { EKSAuth } from "@eks-auth/client-light";

  const client = new EKSAuth({ endpoint: "${endpoint}", credentials: null });
  const token = await readFile(${JSON.stringify(tokenFile)}, "utf8");
  console.log(await client.assumeRoleForPodIdentity({ clusterName: "${devCluster.name}", token }));

Press Ctrl-C to stop.
`;
}

/** In characters. */
const maxWidth = 110;

/** Writes the lines that make AWS SDKs use only an agent's credentials, in any POSIX shell with any environment. */
function formatShellLines(source: CredentialSource): readonly string[] {
  const assignments = Object.entries(createAgentVariables(source)).map(
    ([name, value]) => `${name}=${quoteForShell(value)}`,
  );
  return [
    ...fillLines("unset", [...competingVariables, ignoreEndpointsVariable]),
    ...fillLines("export", assignments),
    ...formatNoProxyLines(new URL(source.credentialsUrl).hostname),
  ];
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
