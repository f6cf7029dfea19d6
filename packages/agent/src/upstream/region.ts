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
 * Finds the AWS region as AWS SDKs do: in the environment, in the shared configuration file, or on an EC2 instance from its
 * metadata.
 *
 * @returns undefined if there is none
 */
export async function findRegion(): Promise<string | undefined> {
  const { AWS_REGION } = process.env;
  if (AWS_REGION) {
    return AWS_REGION;
  }
  // Loaded on demand, because it takes longer than the rest of a start.
  const { loadConfig, NODE_REGION_CONFIG_OPTIONS } = await import("@smithy/core/config");
  try {
    return await loadConfig(NODE_REGION_CONFIG_OPTIONS)();
  } catch {
    return undefined;
  }
}
