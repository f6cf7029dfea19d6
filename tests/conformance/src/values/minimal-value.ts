import { formatOf } from "../model/bindings.ts";
import { getTrait, hasTrait, type Member, type Model } from "../model/model.ts";

const timestamps: Readonly<Record<string, string>> = {
  "date-time": "2019-12-16T23:48:18Z",
  "http-date": "Mon, 16 Dec 2019 23:48:18 GMT",
  "epoch-seconds": "1576540098",
};

/** Makes a valid text of a member in a label, the query or a header. */
export function makeMinimalText(member: Member, model: Model): string {
  return model.getShape(member.target).type === "timestamp"
    ? makeTimestamp(member, model)
    : String(makeMinimalJson(member, model));
}

/** Makes a valid JSON value of a member, with only the members that the model requires. */
export function makeMinimalJson(member: Member, model: Model): unknown {
  const shape = model.getShape(member.target);
  const members = model.getMembers(member.target);
  switch (shape.type) {
    case "structure":
      return makeMembers(
        members.filter(([, it]) => hasTrait(it, "required")),
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
      const text = makeTimestamp(member, model);
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

function makeTimestamp(member: Member, model: Model): string {
  return timestamps[formatOf(model, member)] ?? "";
}
