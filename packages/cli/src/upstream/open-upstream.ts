import { createUpstream, ProxyConfigError, type Upstream, type UpstreamOptions } from "@eks-auth/agent";
import { CommandError } from "../core/command-error.ts";
import type { UpstreamFlags } from "../core/options.ts";
import { readCaFile } from "./ca-file.ts";

/**
 * Makes the way to the EKS Auth API that the options describe.
 *
 * @throws CommandError where an option can't be used, or a proxy that the environment names
 */
export async function openUpstream(flags: UpstreamFlags): Promise<Upstream> {
  const { endpoint, region, caFile, signRequest: sign } = flags;
  const ca = caFile === undefined ? undefined : await readCaFile(caFile, "--ca-file");
  const upstream = create({ endpoint, region, ca, sign });
  try {
    await upstream.checkConfiguration();
  } catch (error) {
    const { message } = error as Error;
    const remedy = error instanceof ProxyConfigError ? "" : ` ${describeRegionOption(flags)}`;
    throw new CommandError(`${message}${remedy}`, { cause: error });
  }
  return upstream;
}

function create(options: UpstreamOptions): Upstream {
  try {
    return createUpstream(options);
  } catch (error) {
    throw new CommandError(`${(error as Error).message} On the command line it is --endpoint.`, {
      cause: error,
    });
  }
}

/** A region is what signatures are for; whoever has an endpoint of their own may need neither. */
function describeRegionOption({ region, endpoint, signRequest }: UpstreamFlags): string {
  const alternative =
    region === undefined && endpoint !== undefined && signRequest
      ? "; an eks-auth serve that asks for no signature needs none with --no-sign-request"
      : "";
  return `On the command line it is --region${alternative}.`;
}

/**
 * Adds to why the agent has no AWS credentials of its own what may be done about it on the command line.
 *
 * @param problem - what the agent says, if anything
 */
export function addSignRequestHint(problem: string | undefined): string | undefined {
  return problem && `${problem} Or, for an eks-auth serve that asks for none, give --no-sign-request.`;
}
