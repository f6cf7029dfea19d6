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
 * Finds the AWS region: the configured one, or the one that the AWS SDK finds in the environment.
 *
 * @param find - the AWS SDK's provider
 * @throws RegionError if there is none, or the AWS SDK rejects it
 */
export async function findRegion(find: () => Promise<string>): Promise<string> {
  try {
    return await find();
  } catch (cause) {
    const { message } = cause as Error;
    // The AWS SDK has no code for this.
    if (/missing/.test(message)) {
      const missing = "No AWS region is known. Set the region, or AWS_REGION.";
      throw new RegionError("region_missing", missing, { cause });
    }
    const invalid = `The AWS region is invalid: ${message} Use a name such as eu-west-1.`;
    throw new RegionError("region_invalid", invalid, { cause });
  }
}
