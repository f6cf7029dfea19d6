import type { ErrorStructure } from "../model/service.ts";
import { findRetryReason } from "./retry-reason.ts";

/**
 * Describes an error for the comment of its class: what the model says about it, its status, and whether clients retry.
 *
 * @returns CommonMark
 */
export function describeError(error: ErrorStructure): string {
  return [error.documentation, describeHandling(error)].filter((text) => text !== "").join("\n\n");
}

/** Describes how an error is sent and what clients do with it: `HTTP status 404. Clients do not retry it.` */
export function describeHandling(error: ErrorStructure): string {
  return `HTTP status ${error.status}. Clients ${findRetryReason(error) === undefined ? "do not retry it" : "retry it"}.`;
}
