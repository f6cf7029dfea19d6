import { parseJson } from "../keys/parse-json.ts";
import type { Claims } from "../verify-signature.ts";

/** What a token says, whether it is true or not. */
export interface DecodedToken {
  /** How many parts there are between dots. */
  readonly partCount: number;
  /** Its header, empty where it can't be read. */
  readonly header: Claims;
  /** Its claims, empty where they can't be read. */
  readonly claims: Claims;
}

/** Reads what a token says and believes none of it: for its owner to look at. */
export function decodeToken(token: string): DecodedToken {
  const parts = token.split(".");
  return { partCount: parts.length, header: decodePart(parts[0]), claims: decodePart(parts[1]) };
}

function decodePart(part = ""): Claims {
  const content = parseJson(Buffer.from(part, "base64url"));
  return typeof content === "object" && content !== null ? (content as Claims) : {};
}
