import { getEndpointFromInstructions } from "@smithy/core/endpoints";
import { endpointSources, InvalidEndpointError, requireSafeEndpoint } from "./endpoint.ts";
import { findProxy } from "./proxy.ts";

type Config = Parameters<typeof getEndpointFromInstructions>[2];
type Command = Parameters<typeof getEndpointFromInstructions>[1];

/**
 * Checks the endpoint that a client of the AWS SDK would call, and its proxy. The endpoint can be set in the client's
 * options, in the environment or in the AWS configuration file.
 *
 * @param client - a client of the AWS SDK
 * @param command - the class of a command that the client sends
 * @throws UnsafeEndpointError if others could read the requests
 * @throws ProxyConfigError if the environment names an unusable proxy
 * @throws InvalidEndpointError if the endpoint is not a URL, or the AWS SDK rejects it
 */
export async function checkEndpoint(client: { readonly config: object }, command: Command): Promise<void> {
  let url: URL;
  try {
    ({ url } = await getEndpointFromInstructions({}, command, client.config as Config));
  } catch (error) {
    throw new InvalidEndpointError((error as Error).message);
  }
  requireSafeEndpoint(url, endpointSources);
  findProxy(url);
}
