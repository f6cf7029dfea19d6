import { createUpstream, RegionError, type Upstream, type UpstreamOptions } from "@eks-auth/agent";
import { CommandError } from "../core/command-error.ts";
import type { UpstreamFlags } from "../core/options.ts";
import { readCaFile } from "./ca-file.ts";

/**
 * Opens the EKS Auth API that the options name.
 *
 * @throws CommandError if an option, or an endpoint or a proxy that the environment sets, can't be used
 */
export async function openUpstream(flags: UpstreamFlags): Promise<Upstream> {
  const { endpoint, region, caFile, signRequest: sign } = flags;
  const ca = caFile === undefined ? undefined : await readCaFile(caFile, "--ca-file");
  const upstream = create({ endpoint, region, ca, sign });
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
 * Adds the command-line fix to the reason why the agent has no AWS credentials to sign with.
 *
 * @param problem - the agent's reason, if there is one
 */
export function addSignRequestHint(problem: string | undefined): string | undefined {
  return problem && `${problem} If eks-auth serve answers and requires no signature, use --no-sign-request.`;
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
function describeRegionOption({ region, endpoint, signRequest }: UpstreamFlags): string {
  const alternative =
    region === undefined && endpoint !== undefined && signRequest
      ? ", or --no-sign-request for an eks-auth serve that requires no signature"
      : "";
  return `Use --region${alternative}.`;
}
