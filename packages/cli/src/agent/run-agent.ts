import { once } from "node:events";
import { styleText } from "node:util";
import {
  type Agent,
  type AgentOptions,
  type ListenAddress,
  ListenError,
  podIdentityAddresses,
  startAgent,
  type TokenVerifier,
} from "@eks-auth/agent";
import { CommandError } from "../core/command-error.ts";
import type { UpstreamFlags } from "../core/options.ts";
import { disableMaglev } from "../core/v8-memory.ts";
import { openUpstream } from "../upstream/open-upstream.ts";
import { AgentLog } from "./agent-log.ts";
import type { VerifierFlags } from "./token-verifier.ts";

/** The options of `eks-auth agent`. */
export interface AgentCommandOptions extends UpstreamFlags, Omit<VerifierFlags, "issuer"> {
  /** The issuer whose tokens are verified here; none unless given. */
  readonly issuer?: string;
  readonly listen?: readonly ListenAddress[];
  /** What requests may call the agent, besides its addresses. */
  readonly allowHost?: readonly string[];
  readonly maxPods: number;
  /** `false` for none. */
  readonly probes: ListenAddress | false;
  readonly metrics: ListenAddress | false;
  /** The least severe records to log. */
  readonly logLevel: string;
}

/** How long requests under way may take at the end: Kubernetes waits for 30 s before it kills. */
const graceMs = 25_000;

/**
 * Runs `eks-auth agent` until a signal ends it.
 *
 * @throws CommandError where an option can't be used or an address can't be listened on
 */
export async function runAgent(options: AgentCommandOptions): Promise<void> {
  const stopped = Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal)));
  const log = new AgentLog(options.logLevel);
  const { listen = podIdentityAddresses, allowHost = [] } = options;
  requireNames(listen, allowHost);
  const agent = await start({
    clusterName: options.cluster,
    upstream: await openUpstream(options),
    listen,
    hosts: [...listen.map(({ host }) => host), ...allowHost],
    verifyToken: await openVerifierIfWanted(options, log),
    maxPods: options.maxPods,
    probes: options.probes || undefined,
    metrics: options.metrics || undefined,
    hooks: log,
  });
  process.stdout.write(describeAgent(agent, options));
  disableMaglev();
  await stopped;
  await agent.stop(graceMs);
  process.stdout.write("\nStopped.\n");
}

async function start(options: AgentOptions): Promise<Agent> {
  try {
    return await startAgent(options);
  } catch (error) {
    throw error instanceof ListenError ? new CommandError(error.message, { cause: error }) : error;
  }
}

async function openVerifierIfWanted(
  options: AgentCommandOptions,
  log: AgentLog,
): Promise<TokenVerifier | undefined> {
  const { issuer, keysFile, keysUrl, keysCaFile } = options;
  if (issuer !== undefined) {
    // Loaded on demand: most agents leave that to the service.
    const { createTokenVerifier } = await import("./token-verifier.ts");
    return createTokenVerifier({ ...options, issuer }, log);
  }
  if ([keysFile, keysUrl, keysCaFile].some((option) => option !== undefined)) {
    throw new CommandError("keys are of use with the issuer of the tokens alone. Give it with --issuer.");
  }
  return undefined;
}

/** A wildcard is an address that nobody calls the agent by. */
function requireNames(listen: readonly ListenAddress[], allowHost: readonly string[]): void {
  const wildcard = listen.find(({ host }) => host === "0.0.0.0" || host === "::");
  if (wildcard !== undefined && allowHost.length === 0) {
    throw new CommandError(
      `--listen has ${wildcard.host}, which no request calls the agent by. Say with --allow-host what they call it.`,
    );
  }
}

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
