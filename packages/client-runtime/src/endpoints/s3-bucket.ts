import { isValidHostLabel } from "./host-label.ts";
import { isIpAddress } from "./parse-url.ts";

/**
 * Whether a bucket of Amazon S3 can be a part of the host name.
 *
 * @param allowSubDomains - whether its name can have dots
 * @see https://smithy.io/2.0/aws/rules-engine/library-functions.html#aws-isvirtualhostables3bucket-function
 */
export function isVirtualHostableS3Bucket(bucket: string, allowSubDomains: boolean): boolean {
  const labels = allowSubDomains ? bucket.split(".") : [bucket];
  return labels.every(
    (label) => /^[^A-Z]{3,63}$/.test(label) && isValidHostLabel(label) && !isIpAddress(label),
  );
}
