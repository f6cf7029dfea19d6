/** How long the AWS SDK may take for a request. With 2 s or more it begins to count after 3 s only. */
export const sdkTimeLimits: {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly throwOnRequestTimeout: true;
} = { connectionTimeout: 1_900, requestTimeout: 4_000, throwOnRequestTimeout: true };
