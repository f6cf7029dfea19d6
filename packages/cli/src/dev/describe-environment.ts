import { styleText } from "node:util";
import type { DevEnvironment } from "./environment.ts";
import { devCluster, samplePod } from "./sample.ts";
import { quoteForShell, writeShellLines } from "./shell-lines.ts";

/** Says what runs and how to call it: text for a terminal, whose snippets work as they stand. */
export function describeEnvironment(environment: DevEnvironment): string {
  const { endpoint, agentUrl, stsUrl, issuer, associationFile, tokenFile } = environment;
  const lines = writeShellLines({
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
