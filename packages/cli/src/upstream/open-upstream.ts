import { createUpstream, RegionError, type Upstream, type UpstreamOptions } from "@eks-auth/agent";
import { CommandError } from "../core/command-error.ts";
import type { UpstreamFlags } from "../core/options.ts";
import { type OnFileProblem, openCaFile } from "./ca-file.ts";
import { isSigning, openCallerFiles } from "./caller-files.ts";

/**
 * Opens the EKS Auth API that the options name.
 *
 * @param onCaFileProblem - called if the file of --ca-file can't be used any more, and when it can be used again
 * @throws CommandError if an option, or an endpoint or a proxy that the environment sets, can't be used
 */
export async function openUpstream(flags: UpstreamFlags, onCaFileProblem?: OnFileProblem): Promise<Upstream> {
  const { endpoint, region, caFile } = flags;
  const ca = caFile === undefined ? undefined : await openCaFile(caFile, "--ca-file", onCaFileProblem);
  const callerFiles = await openCallerFiles(flags);
  const upstream = create({ endpoint, region, ca, ...callerFiles, sign: isSigning(flags) });
  try {
    await upstream.checkConfiguration();
  } catch (error) {
    const { message } = error as Error;
    const fix = error instanceof RegionError ? ` ${describeRegionOption(flags)}` : "";
    throw new CommandError("upstream_invalid", `${message}${fix}`, { cause: error });
  }
  return upstream;
}

/**
 * Adds the command-line fix to the reason why the agent has no credentials to call with, if they are those to sign with.
 *
 * @param problem - the agent's reason, if there is one
 */
export function addSignRequestHint(problem: string | undefined, flags: UpstreamFlags): string | undefined {
  return problem !== undefined && isSigning(flags) && flags.signRequest === undefined
    ? `${problem} If an eks-auth serve answers, use --caller-token-file; if it has no callers, use --no-sign-request.`
    : problem;
}

function create(options: UpstreamOptions): Upstream {
  try {
    return createUpstream(options);
  } catch (error) {
    throw new CommandError("upstream_invalid", `${(error as Error).message} Check --endpoint.`, {
      cause: error,
    });
  }
}

/** Names --region, and --no-sign-request if the endpoint may need no signature and so no region. */
function describeRegionOption(flags: UpstreamFlags): string {
  const alternative =
    flags.region === undefined && flags.endpoint !== undefined && isSigning(flags)
      ? ", or --no-sign-request for an eks-auth serve that requires no signature"
      : "";
  return `Use --region${alternative}.`;
}
