import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";

/** Addresses outside loopback that AWS SDKs send a token to over plain http: those of EKS Pod Identity and ECS. */
const linkLocalHosts: ReadonlySet<string> = new Set(["169.254.170.23", "[fd00:ec2::23]", "169.254.170.2"]);

/** The URLs that AWS SDKs send a token to, as a clause. */
export const sdkUrlRule: string =
  "AWS SDKs accept plain http only for 127.0.0.1, localhost, [::1], 169.254.170.23, [fd00:ec2::23] and 169.254.170.2, and https for any host";

/**
 * Whether AWS SDKs send a pod's token to a URL.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function isAllowedBySdks(url: URL): boolean {
  return isTrustedUrl(url) || (url.protocol === "http:" && linkLocalHosts.has(url.hostname));
}

/** Formats a URL without user name, password and query, which can be secret. */
export function formatUrl({ origin, pathname }: URL): string {
  return pathname === "/" ? origin : `${origin}${pathname}`;
}
