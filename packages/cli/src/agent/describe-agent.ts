import { styleText } from "node:util";
import type { Agent } from "@eks-auth/agent";
import type { AgentCommandOptions } from "./run-agent.ts";

/** Says where the agent listens and what it does: text for a terminal. */
export function describeAgent({ urls, probesUrl, metricsUrl }: Agent, options: AgentCommandOptions): string {
  const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
  return `The agent is listening on ${urls.map(bold).join(" and ")}

  cluster      ${options.cluster}
  credentials  from ${options.endpoint === undefined ? "the EKS Auth API of AWS" : new URL(options.endpoint).origin}
  tokens       ${options.issuer === undefined ? "are verified there" : `are verified here, too, as those of ${options.issuer}`}
  probes       ${probesUrl === undefined ? "none" : `${probesUrl}/healthz and /readyz`}
  metrics      ${metricsUrl === undefined ? "none" : `${metricsUrl}/metrics`}

Press Ctrl-C to stop.
`;
}
