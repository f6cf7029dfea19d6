import { getTrait, type Member, type Model, type Shape } from "../model/model.ts";

const timestamps: Readonly<Record<string, string>> = {
  "date-time": "2019-12-16T23:48:18Z",
  "http-date": "Mon, 16 Dec 2019 23:48:18 GMT",
  "epoch-seconds": "1576540098",
};

/** Makes a valid text for a member in a label, in the query or in a header. */
export function makeMinimalText(member: Member, model: Model): string {
  const shape = model.getShape(member.target);
  if (shape.type === "timestamp") {
    const fallback = getTrait(member, "httpHeader") === undefined ? "date-time" : "http-date";
    return makeTimestamp(member, shape, fallback);
  }
  return String(makeMinimalJson(member, model));
}

/** Makes a valid JSON value for a member, with nothing in it but what the model requires. */
export function makeMinimalJson(member: Member, model: Model): unknown {
  const shape = model.getShape(member.target);
  const members = Object.entries(shape.members ?? {});
  switch (shape.type) {
    case "structure":
      return makeMembers(
        members.filter(([, it]) => getTrait(it, "required") !== undefined),
        model,
      );
    case "union":
      return makeMembers(members.slice(0, 1), model);
    case "list":
      return [];
    case "map":
      return {};
    case "boolean":
      return true;
    case "string":
      return "a";
    case "blob":
      return "YQ==";
    case "document":
      return null;
    case "enum":
    case "intEnum": {
      const [, first] = members[0] ?? [];
      return first && getTrait(first, "enumValue");
    }
    case "timestamp": {
      const text = makeTimestamp(member, shape, "epoch-seconds");
      return /^\d+$/.test(text) ? Number(text) : text;
    }
    default:
      return 1;
  }
}

function makeMembers(members: readonly [string, Member][], model: Model): object {
  return Object.fromEntries(
    members.map(([name, member]) => [
      getTrait<string>(member, "jsonName") ?? name,
      makeMinimalJson(member, model),
    ]),
  );
}

function makeTimestamp(member: Member, shape: Shape, fallback: string): string {
  const format = getTrait<string>(member, "timestampFormat") ?? getTrait<string>(shape, "timestampFormat");
  return timestamps[format ?? fallback] ?? "";
}
