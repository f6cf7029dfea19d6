import type { ReceivedResponse } from "../http/response.ts";
import { parseBody } from "./parse-body.ts";

/** Reads the JSON object of a response. Returns an empty object if the body isn't JSON. */
export function readJsonObject(response: ReceivedResponse): Readonly<Record<string, unknown>> {
  try {
    return Object(parseBody(response));
  } catch {
    return {};
  }
}
