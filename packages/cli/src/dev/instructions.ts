import { bold, quoteForShell } from "../core/output.ts";
import type { DevEnvironment } from "./environment.ts";
import { defaultPort } from "./running.ts";
import { devCluster, samplePod } from "./sample.ts";
import { formatShellLines } from "./variables.ts";

/** How a user calls what runs. */
export interface InstructionOptions {
  /** The URL of the console. */
  readonly consoleUrl: string;
  /** How to run `eks-auth` in another shell. */
  readonly command: string;
  /** The file of variables, if there is one. */
  readonly envFile?: string | undefined;
  /** Whether `--print-env` finds this environment. */
  readonly isRegistered: boolean;
}

/** Formats the text that says what is running and how to call it. Its snippets work when they are pasted. */
export function formatInstructions(
  environment: Omit<DevEnvironment, "cluster" | "editor" | "faults" | "setRole" | "stop">,
  { consoleUrl, command, envFile, isRegistered }: InstructionOptions,
): string {
  const { endpoint, agentUrl, eksApiUrl, stsUrl, issuer, associationFile, tokenFile } = environment;
  const port = new URL(endpoint).port;
  const printEnv = `eval "$(${command} dev --print-env${port === String(defaultPort) ? "" : ` --port ${port}`})"`;
  const lines = isRegistered ? [printEnv] : formatShellLines(environment);
  return `EKS Auth is listening on ${bold(endpoint)}

  agent         ${bold(agentUrl)}, where AWS SDKs get credentials
  STS           ${stsUrl}, which answers only GetCallerIdentity
  EKS API       ${eksApiUrl}, which changes associations
  console       ${bold(consoleUrl)}, which shows each exchange in a browser
  cluster       ${devCluster.name} (region ${devCluster.region}, account ${devCluster.accountId})
  issuer        ${issuer}
  associations  ${associationFile}
  token file    ${tokenFile}
                of the pod ${samplePod.namespace}/${samplePod.pod.name}, renewed before it expires
${envFile === undefined ? "" : `  env file      ${envFile}\n`}
AWS does not accept these credentials. Only the STS above answers to them.

${bold("To use them with any AWS SDK or the AWS CLI, run this in another shell:")}

${lines.map((line) => `  ${line}\n`).join("")}  aws sts get-caller-identity

${bold("or run one command with a development cluster for it:")}

  ${command} exec --dev -- aws sts get-caller-identity

${bold("Change the associations with the AWS CLI, Terraform or an AWS SDK, as on EKS:")}

  aws eks create-pod-identity-association --endpoint-url ${eksApiUrl} \\
    --region ${devCluster.region} --cluster-name ${devCluster.name} \\
    --namespace default --service-account app \\
    --role-arn arn:aws:iam::${devCluster.accountId}:role/app

${bold("Exchange the token for credentials with curl:")}

  curl -s ${endpoint}/clusters/${devCluster.name}/assume-role-for-pod-identity \\
    -H 'content-type: application/json' \\
    -d "{\\"token\\":\\"$(cat ${quoteForShell(tokenFile)})\\"}"

${bold("or with TypeScript:")}

  import { readFile } from "node:fs/promises";
  import { EKSAuth } from "@eks-auth/client-light";

  const endpoint = "${endpoint}";
  const client = new EKSAuth({ endpoint, credentials: null });
  const token = await readFile(${JSON.stringify(tokenFile)}, "utf8");
  const request = { clusterName: "${devCluster.name}", token };
  console.log(await client.assumeRoleForPodIdentity(request));

Press Ctrl-C to stop.
`;
}
