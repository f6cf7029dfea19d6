import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** There is no usable AWS region to sign requests for. */
export class RegionError extends CodedError {
  static override readonly brand: string = "@eks-auth/agent/RegionError";
  override readonly name = "RegionError";
  readonly code: "region_missing" | "region_invalid";

  constructor(code: RegionError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Checks a region that requests are signed for.
 *
 * @param region - undefined if none is known
 * @throws RegionError if there is none, or it can't be a part of a host name
 */
export function requireRegion(region: string | undefined): string {
  if (region === undefined) {
    throw new RegionError("region_missing", "No AWS region is known. Set the region, or AWS_REGION.");
  }
  if (!/^(?!-)[A-Za-z\d-]{1,63}(?<!-)$/.test(region)) {
    throw new RegionError(
      "region_invalid",
      `The AWS region is invalid: ${JSON.stringify(region)} is not a part of a host name. Use a name such as eu-west-1.`,
    );
  }
  return region;
}

/**
 * Finds the AWS region as AWS SDKs do: in the environment, in the shared files, or on an EC2 instance from its metadata. An
 * empty variable counts as not set.
 *
 * @returns undefined if there is none
 */
export async function findRegion(): Promise<string | undefined> {
  const { AWS_REGION } = process.env;
  if (AWS_REGION) {
    return AWS_REGION;
  }
  // Loaded on demand, because it takes longer than the rest of a start.
  const { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } = await import(
    "@smithy/core/config"
  );
  // AWS_REGION is empty, if it is set at all.
  const options = { ...NODE_REGION_CONFIG_OPTIONS, environmentVariableSelector: () => undefined };
  try {
    return (await loadConfig<string | undefined>(options, NODE_REGION_CONFIG_FILE_OPTIONS)()) || undefined;
  } catch {
    return undefined;
  }
}

/** A region, and whether its name asks for FIPS endpoints. */
interface NamedRegion {
  readonly region: string;
  readonly isFips: boolean;
}

/** Reads the older names of regions with FIPS endpoints as AWS SDKs do: `us-east-1-fips` and `fips-us-east-1`. */
export function readRegionName(name: string): NamedRegion {
  const isFips = name.startsWith("fips-") || name.endsWith("-fips");
  return { region: isFips ? name.replace(/^fips-|-fips$/, "") : name, isFips };
}
