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
import type { LogLevel } from "../core/log-line.ts";
import type { UpstreamFlags } from "../core/options.ts";
import { bold } from "../core/output.ts";
import { endOnNextSignal, waitForSignal } from "../core/stop-signal.ts";
import { disableMaglev, limitHeapGrowth } from "../core/v8-memory.ts";
import { isSigning } from "../upstream/caller-files.ts";
import { openUpstream } from "../upstream/open-upstream.ts";
import { AgentLog } from "./agent-log.ts";
import type { VerifierFlags } from "./token-verifier.ts";

/** The options of `eks-auth agent`. */
export interface AgentCommandOptions extends UpstreamFlags, Omit<VerifierFlags, "issuer"> {
  readonly issuer?: string;
  readonly listen?: readonly ListenAddress[];
  readonly allowHost?: readonly string[];
  readonly maxPods: number;
  /** `false` for none. */
  readonly probes: ListenAddress | false;
  readonly metrics: ListenAddress | false;
  readonly logLevel: LogLevel;
}

/** How long requests in flight may take to finish when the agent stops; Kubernetes kills it after 30 s. */
const graceMs = 25_000;

/** Runs `eks-auth agent` until a signal stops it. */
export async function runAgent(options: AgentCommandOptions): Promise<void> {
  const stopped = waitForSignal("SIGINT", "SIGTERM");
  const log = new AgentLog(options.logLevel, options);
  try {
    await serve(options, log, stopped);
  } finally {
    await log.close();
  }
  process.stdout.write("\nStopped.\n");
}

async function serve(
  options: AgentCommandOptions,
  log: AgentLog,
  stopped: Promise<NodeJS.Signals>,
): Promise<void> {
  const { listen = podIdentityAddresses, allowHost = [] } = options;
  requireHosts(listen, allowHost);
  const agent = await start({
    clusterName: options.cluster,
    upstream: await openUpstream(options, log.onCaFileProblem),
    listen,
    hosts: [...listen.map(({ host }) => host), ...allowHost],
    verifyToken: await createVerifierIfConfigured(options, log),
    maxPods: options.maxPods,
    probes: options.probes || undefined,
    metrics: options.metrics || undefined,
    countLostLogLines: () => log.lostLines,
    hooks: log,
  });
  process.stdout.write(formatStartText(agent, options));
  if (!options.endpoint?.startsWith("http:")) {
    // The first call needs it, and V8 loads it faster before its flags change.
    process.getBuiltinModule("node:https");
  }
  limitHeapGrowth();
  disableMaglev();
  await stopped;
  endOnNextSignal();
  await agent.stop(graceMs);
}

async function start(options: AgentOptions): Promise<Agent> {
  try {
    return await startAgent(options);
  } catch (error) {
    throw error instanceof ListenError
      ? new CommandError("listen_failed", error.message, { cause: error })
      : error;
  }
}

async function createVerifierIfConfigured(
  options: AgentCommandOptions,
  log: AgentLog,
): Promise<TokenVerifier | undefined> {
  const { issuer, keysFile, keysUrl, keysCaFile } = options;
  if (issuer !== undefined) {
    // Loaded on demand: most agents leave verification to the service.
    const { createTokenVerifier } = await import("./token-verifier.ts");
    return createTokenVerifier({ ...options, issuer }, log);
  }
  if ([keysFile, keysUrl, keysCaFile].some((option) => option !== undefined)) {
    throw new CommandError("option_invalid", "the --keys options require the issuer. Add --issuer.");
  }
  return undefined;
}

/** Requests never name a wildcard address in their Host header, so other hosts must be allowed. */
function requireHosts(listen: readonly ListenAddress[], allowHost: readonly string[]): void {
  const wildcard = listen.find(({ host }) => host === "0.0.0.0" || host === "::");
  if (wildcard !== undefined && allowHost.length === 0) {
    throw new CommandError(
      "option_invalid",
      `--listen has ${wildcard.host}, which no Host header names. Add the agent's host with --allow-host.`,
    );
  }
}

function formatStartText({ urls, probesUrl, metricsUrl }: Agent, options: AgentCommandOptions): string {
  const { cluster, endpoint, issuer, callerTokenFile, clientCertificateFile } = options;
  const identities = [
    ...(callerTokenFile === undefined ? [] : [`the token in ${callerTokenFile}`]),
    ...(clientCertificateFile === undefined ? [] : [`the certificate in ${clientCertificateFile}`]),
    ...(isSigning(options) ? ["AWS credentials"] : []),
  ];
  return `The agent is listening on ${urls.map(bold).join(" and ")}

  cluster      ${cluster}
  calls        with ${identities.join(" and ") || "no credentials of this agent"}
  credentials  from ${endpoint === undefined ? "the EKS Auth API of AWS" : new URL(endpoint).origin}
  tokens       ${issuer === undefined ? "verified by the API" : `verified by the API, and here with the keys of ${issuer}`}
  probes       ${probesUrl === undefined ? "none" : `${probesUrl}/healthz and /readyz`}
  metrics      ${metricsUrl === undefined ? "none" : `${metricsUrl}/metrics`}

Press Ctrl-C to stop.
`;
}
