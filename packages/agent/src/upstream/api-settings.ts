import { EndpointError, resolveEndpoint } from "@eks-auth/client-light";
import { endpointSources, InvalidEndpointError, requireSafeEndpoint } from "@eks-auth/transport";
import { readEndpointSettings } from "./endpoint-settings.ts";
import { findRegion, readRegionName, requireRegion } from "./region.ts";

/** Which API to call. */
export interface ApiSettings {
  /** The region to sign for; undefined if requests aren't signed and none is set. */
  readonly region: string | undefined;
  /** Undefined for AWS's own. */
  readonly endpoint: string | undefined;
  readonly useFips: boolean;
  /** The URL that follows from these. */
  readonly url: string;
}

/** What the user of the agent sets. */
interface ApiOptions {
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly sign: boolean;
}

/**
 * Completes the options with the settings of AWS SDKs. A configured endpoint is used as it is, even if the environment
 * enables FIPS for AWS's endpoints.
 *
 * @throws RegionError if requests are signed and there is no usable AWS region
 * @throws UnsafeEndpointError if others could read the requests
 * @throws InvalidEndpointError if the endpoint that the environment sets is not a URL, or can't be used
 */
export async function findApiSettings(options: ApiOptions): Promise<ApiSettings> {
  const name = options.sign ? requireRegion(options.region ?? (await findRegion())) : options.region;
  const { region, isFips } = name === undefined ? { region: name, isFips: false } : readRegionName(name);
  const { endpoint, useFips } =
    options.endpoint === undefined
      ? await readEndpointSettings()
      : { endpoint: options.endpoint, useFips: false };
  const usesFips = useFips || (isFips && options.endpoint === undefined);
  const url = findUrl(region, endpoint, usesFips);
  requireSafeEndpoint(url, endpointSources);
  return { region, endpoint, useFips: usesFips, url };
}

function findUrl(region: string | undefined, endpoint: string | undefined, useFips: boolean): string {
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    throw new InvalidEndpointError("Invalid URL");
  }
  try {
    return resolveEndpoint({ region, endpoint, useFipsEndpoint: useFips }).url;
  } catch (error) {
    throw error instanceof EndpointError ? new InvalidEndpointError(error.message) : error;
  }
}
