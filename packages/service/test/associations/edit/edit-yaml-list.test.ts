import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { editEntries, type WrittenEntry } from "../../../src/associations/edit/edit-yaml-list.ts";

const entry: fc.Arbitrary<WrittenEntry> = fc.record({
  namespace: fc.constantFrom("a", "*", "*-b", "?x", "true", "012", "c # d"),
  policy: fc.constantFrom("one: two", "{", "a\nb\n", { Statement: [{ Action: ["*", "a:b"] }] }),
});

/** Ways to write an entry as an item of a list, with comments of its own. */
const block = fc
  .tuple(entry, fc.boolean())
  .map(([{ namespace, policy }, isFlow]) =>
    isFlow
      ? `- {namespace: ${JSON.stringify(namespace)},  policy: ${JSON.stringify(policy)}}   # own`
      : `-   namespace:   ${JSON.stringify(namespace)} # own\n\n    # own\n    policy: ${JSON.stringify(policy)}\n    # own\n  # own`,
  );

/** A whole file, whose comments that aren't an entry's own are `# kept`. */
const file = fc
  .tuple(
    fc.array(fc.tuple(block, fc.constantFrom("", "# kept\n", "\n\n# kept\n\n")), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.constantFrom("", "  ", "      "),
    fc.constantFrom("\n", "\r\n"),
    fc.constantFrom("", "\n", "\n\n# kept\n", "\n# kept"),
  )
  .map(([items, indent, lineBreak, end]) => {
    const list = items.map(([item, above]) => above + item).join("\n");
    const lines = list.replaceAll(/^(?=.)/gm, indent);
    return `# kept\nassociations: # kept\n${lines}${end}`.replaceAll("\n", lineBreak);
  });

const bracketed = fc
  .tuple(fc.array(entry, { maxLength: 4 }), fc.nat(3), fc.constantFrom("", " # kept", "\n# kept\n"))
  .map(([entries, indent, end]) => `associations: ${JSON.stringify(entries, null, indent)}${end}`);

const edit = fc.oneof(
  fc.record({ kind: fc.constant("remove" as const), at: fc.nat(10) }),
  fc.record({ kind: fc.constant("replace" as const), at: fc.nat(10), entry }),
  fc.record({ kind: fc.constant("add" as const), entries: fc.array(entry, { minLength: 1, maxLength: 3 }) }),
);

/** How many comments of their own the entries have that an edit takes away. */
function countOwn(text: string, change: { kind: string; at?: number }, entries: number): number {
  const itself = text.split(/^ *- /m)[((change.at ?? 0) % entries) + 1] ?? "";
  return change.kind === "add" ? 0 : itself.split("# own").length - 1;
}

test("an edit changes what it is to change and keeps all other comments", () => {
  fc.assert(
    fc.property(fc.oneof(file, bracketed), edit, (text, change) => {
      const before: WrittenEntry[] = parse(text).associations;
      fc.pre(change.kind === "add" || before.length > 0);
      let edited: string;
      let wanted: WrittenEntry[];
      if (change.kind === "add") {
        edited = editEntries(text, { add: change.entries });
        wanted = [...before, ...change.entries];
      } else if (change.kind === "remove") {
        const index = change.at % before.length;
        edited = editEntries(text, { remove: index });
        wanted = before.toSpliced(index, 1);
      } else {
        const index = change.at % before.length;
        edited = editEntries(text, { replace: new Map([[index, change.entry]]) });
        wanted = before.with(index, change.entry);
      }
      expect(parse(edited).associations).toEqual(wanted);
      expect(edited.match(/# kept/g)).toEqual(text.match(/# kept/g));
      const own = text.split("# own").length - countOwn(text, change, before.length);
      expect(edited.split("# own").length).toBe(own);
    }),
    { numRuns: 2000 },
  );
});
