/**
 * How the values of a cluster in the configuration are written. They are those of the configuration's schema, which is too
 * large to be loaded for each command; a test compares them.
 */
export const clusterPatterns: Readonly<Record<"name" | "region" | "accountId", RegExp>> = {
  name: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
  region: /^[a-z]{2,}(-[a-z]+)+-\d+$/,
  accountId: /^\d{12}$/,
};
