import type { AstMember } from "@eks-auth/scripts/codegen/model/json-ast.ts";
import { getTrait, hasTrait, type Shapes } from "../shapes/shapes.ts";
import type { Place } from "../values/simple-values.ts";

/** Where a member of a message travels. */
export function placeOf(member: AstMember): Place {
  if (hasTrait(member, "httpHeader") || hasTrait(member, "httpPrefixHeaders")) {
    return "header";
  }
  const isText = ["httpLabel", "httpQuery", "httpQueryParams"].some((name) => hasTrait(member, name));
  return isText ? "text" : "body";
}

/** The format of a timestamp, by its traits or by where it is. */
export function formatOf(shapes: Shapes, member: AstMember, place: Place = placeOf(member)): string {
  const byPlace = { body: "epoch-seconds", header: "http-date", text: "date-time" }[place];
  return (
    getTrait<string>(member, "timestampFormat") ??
    getTrait<string>(shapes.find(member.target), "timestampFormat") ??
    byPlace
  );
}

/** Whether a member of an input is in its JSON document. */
export function isInBody(member: AstMember): boolean {
  const isPayload = hasTrait(member, "httpPayload") || hasTrait(member, "httpResponseCode");
  return !isPayload && placeOf(member) === "body";
}
