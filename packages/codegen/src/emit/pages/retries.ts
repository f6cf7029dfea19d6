import type { ErrorStructure } from "../../model/service.ts";
import { findRetryReason } from "../retry-reason.ts";

const texts = { throttling: "yes, slowly", transient: "yes" };

/** Describes whether clients repeat a request after an error. */
export function describeRetries(error: ErrorStructure): string {
  const reason = findRetryReason(error);
  return reason === undefined ? "no" : texts[reason];
}
