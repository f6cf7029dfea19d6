import type { IncomingMessage } from "node:http";
import { Fault } from "./fault.ts";

/** Refuses a caller whose `accept` header rules JSON out. */
export function requireAcceptsJson(incoming: IncomingMessage): void {
  const { accept } = incoming.headers;
  if (!accept || accept === "*/*" || accept === "application/json" || acceptsJson(accept)) {
    return;
  }
  throw new Fault("NotAcceptableException", 406, "This operation answers with application/json.");
}

/** The most specific range that matches decides. */
function acceptsJson(accept: string): boolean {
  const ranges = accept.split(",").map((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    return { type, isRuledOut: parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) };
  });
  for (const type of ["application/json", "application/*", "*/*"]) {
    const matching = ranges.filter((range) => range.type === type);
    if (matching.length > 0) {
      return matching.some((range) => !range.isRuledOut);
    }
  }
  return false;
}
