/**
 * Limits for the rate of requests, of one client and of all that share a rate.
 *
 * @packageDocumentation
 */
export { FairRate, maxClients } from "./fair-rate.ts";
export { type RequestLimit, TokenBucket } from "./token-bucket.ts";
