/**
 * Limits for the rate of requests and for what is in flight, which clients share fairly.
 *
 * @packageDocumentation
 */
export { FairRate, maxClients } from "./fair-rate.ts";
export { FairSlots } from "./fair-slots.ts";
export { type RequestLimit, TokenBucket } from "./token-bucket.ts";
