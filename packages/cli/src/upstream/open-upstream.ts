import { createUpstream, ProxyConfigError, type Upstream, type UpstreamOptions } from "@eks-auth/agent";
import { CommandFailure } from "../failure.ts";
import { readCertificates } from "./read-certificates.ts";
import type { UpstreamFlags } from "./upstream-options.ts";

/**
 * Makes the way to the EKS Auth API that the options describe.
 *
 * @throws CommandFailure where an option can't be used, or a proxy that the environment names
 */
export async function openUpstream(flags: UpstreamFlags): Promise<Upstream> {
  const { endpoint, region, caFile, signRequest: sign } = flags;
  const ca = caFile === undefined ? undefined : await readCertificates(caFile, "--ca-file");
  const upstream = create({ endpoint, region, ca, sign });
  try {
    await upstream.checkConfiguration();
  } catch (error) {
    const { message } = error as Error;
    const remedy = error instanceof ProxyConfigError ? "" : ` ${describeRegionOption(flags)}`;
    throw new CommandFailure(`${message}${remedy}`, { cause: error });
  }
  return upstream;
}

function create(options: UpstreamOptions): Upstream {
  try {
    return createUpstream(options);
  } catch (error) {
    throw new CommandFailure(`${(error as Error).message} On the command line it is --endpoint.`, {
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
