import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { editYamlList } from "../../../src/associations/edit/edit-yaml-list.ts";
import { findMemberEdits } from "../../../src/associations/edit/member-edits.ts";

const scalar = fc.constantFrom("a", "*-b", "?x", "true", "012", "c # d", "a: b", "one\ntwo\n");
const map = fc.dictionary(fc.constantFrom("k", "a:b", "c d", "012"), scalar, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});
const value = fc.oneof(scalar, map);

/** An entry: its first member stays, as the names of an association do. */
const entry = fc
  .tuple(
    scalar,
    fc.dictionary(fc.constantFrom("role", "policy", "tags", "end"), value, { noNullPrototype: true }),
  )
  .map(([name, others]): Record<string, unknown> => ({ name, ...others }));

/** Writes a member in one of the styles of YAML, with a comment on its first line and one above it. */
function writeMember([key, member]: readonly [string, unknown], style: number): string {
  const name = /[: ]|^0/.test(key) || style % 2 === 0 ? JSON.stringify(key) : key;
  const comment = style % 3 === 0 ? " # own" : "";
  const above = style % 5 === 0 ? "# kept\n" : "";
  if (typeof member === "object") {
    const lines = Object.entries(member as object).map((part) => writeMember(part, style + 1));
    return style % 7 === 0
      ? `${above}${name}: ${JSON.stringify(member)}${comment}`
      : `${above}${name}:${comment}\n${lines.join("\n").replaceAll(/^(?=.)/gm, "  ")}`;
  }
  const text = String(member);
  return text.endsWith("\n") && style % 2 === 1
    ? `${above}${name}: |${comment}\n${text.trimEnd().replaceAll(/^(?=.)/gm, "  ")}`
    : `${above}${name}: ${JSON.stringify(text)}${comment}`;
}

/** A file with entries in block style. Comments on the line of a member are `# own`, others `# kept`. */
const blockFile = fc
  .tuple(
    fc.array(fc.tuple(entry, fc.nat(100)), { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "  ", "     "),
    fc.constantFrom("\n", "\r\n"),
    fc.constantFrom("", "\n", "\n# kept\n"),
  )
  .map(([items, indent, lineBreak, end]) => {
    const list = items.map(([members, style]) => {
      const [first = "", ...lines] = Object.entries(members)
        .map((member, index) => writeMember(member, style + (index === 0 ? 1 : index * 7)))
        .join("\n")
        .replace(/^# kept\n/, "")
        .split("\n");
      return [`- ${first}`, ...lines.map((line) => `  ${line}`)].join("\n");
    });
    const text = list.join("\n# kept\n").replaceAll(/^(?=.)/gm, indent);
    return `# kept\nassociations: # kept\n${text}${end}`.replaceAll("\n", lineBreak);
  });

const flowFile = fc
  .tuple(fc.array(entry, { minLength: 1, maxLength: 3 }), fc.nat(3), fc.boolean())
  .map(([entries, indent, isJson]) =>
    isJson
      ? JSON.stringify({ associations: entries }, null, indent)
      : `associations:\n${entries.map((each) => `  - ${JSON.stringify(each)} # kept\n`).join("")}`,
  );

function count(text: string, comment: string): number {
  return text.split(comment).length - 1;
}

test("changed members have their new values, other members and comments stay", () => {
  fc.assert(
    fc.property(fc.oneof(blockFile, flowFile), fc.nat(10), entry, (text, at, wanted) => {
      const before: Record<string, unknown>[] = parse(text).associations;
      const index = at % before.length;
      const old = before[index] as Record<string, unknown>;
      const after = { ...wanted, name: old.name };
      const edits = findMemberEdits(old, after);
      const edited = editYamlList(text, { change: new Map([[index, edits]]) });
      if (edited === undefined) {
        throw new Error("it was not edited");
      }
      expect(parse(edited).associations).toEqual(before.with(index, after));
      if (edits.size === 0) {
        expect(edited).toBe(text);
      }
      // A comment between members goes only with a map that is replaced or removed as a whole.
      if (Object.values(old).every((member) => typeof member !== "object")) {
        expect(count(edited, "# kept")).toBe(count(text, "# kept"));
      }
      if (![...edits.values()].some((edit) => "remove" in edit || "edit" in edit)) {
        const isReplaced = [...edits.keys()].some((key) => typeof old[key] === "object");
        expect(isReplaced || count(edited, "# own") === count(text, "# own")).toBe(true);
      }
    }),
    { numRuns: randomRuns({ short: 75, long: 1_000 }) },
  );
});

test("an entry that is an alias, or has a key that is one, is not edited", () => {
  const edits = new Map([["name", { set: "b" }]]);
  for (const text of ["associations: [&a {name: x}, *a]", "associations: [{name: &b name}, {*b : x}]"]) {
    expect(editYamlList(text, { change: new Map([[1, edits]]) })).toBeUndefined();
  }
});

test("a member that is removed from the line of the dash leaves the rest", () => {
  const text = "associations:\n  - role: a # own\n    # kept\n    name: b\n";
  const edits = findMemberEdits({ role: "a", name: "b" }, { name: "b" });
  expect(editYamlList(text, { change: new Map([[0, edits]]) })).toBe(
    "associations:\n  -  # own\n    # kept\n    name: b\n",
  );
});
