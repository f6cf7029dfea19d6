import { getTrait, hasTrait, type Member, type Model } from "./model.ts";

/** The part of an HTTP message that a member is in: the JSON body, a header, or the URL (a label or the query). */
export type Binding = "body" | "header" | "url";

/** Returns the binding of a member of an input or output. */
export function bindingOf(member: Member): Binding {
  if (hasTrait(member, "httpHeader") || hasTrait(member, "httpPrefixHeaders")) {
    return "header";
  }
  const isInUrl = ["httpLabel", "httpQuery", "httpQueryParams"].some((name) => hasTrait(member, name));
  return isInUrl ? "url" : "body";
}

const defaultFormats = { body: "epoch-seconds", header: "http-date", url: "date-time" } as const;

/** Returns the format of a timestamp: the member's, its shape's, or the default of its binding. */
export function formatOf(model: Model, member: Member, binding: Binding = bindingOf(member)): string {
  return (
    getTrait<string>(member, "timestampFormat") ??
    getTrait<string>(model.getShape(member.target), "timestampFormat") ??
    defaultFormats[binding]
  );
}
