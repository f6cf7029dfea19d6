import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

/** What a signer signs with. */
export interface RequestSignerOptions {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly region: string;
  /** The service in the scope; `eks-auth` by default. */
  readonly service?: string;
  /** Whether the body's hash is sent as `x-amz-content-sha256`; by default it is not, as AWS SDKs do for this API. */
  readonly applyChecksum?: boolean;
}

/** Creates a signer of requests for the EKS Auth API: the AWS SDK's library. */
export function createRequestSigner(options: RequestSignerOptions): SignatureV4 {
  return new SignatureV4({ service: "eks-auth", applyChecksum: false, ...options, sha256: Sha256 });
}

/** The hash of Node.js as the library needs it. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as string);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {}
}
