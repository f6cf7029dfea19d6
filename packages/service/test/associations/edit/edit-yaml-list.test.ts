import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { editYamlList } from "../../../src/associations/edit/edit-yaml-list.ts";
import type { WrittenEntry } from "../../../src/associations/edit/written-entry.ts";

const entry: fc.Arbitrary<WrittenEntry> = fc.record({
  namespace: fc.constantFrom("a", "*", "*-b", "?x", "true", "012", "c # d"),
  policy: fc.constantFrom("one: two", "{", "a\nb\n", { Statement: [{ Action: ["*", "a:b"] }] }),
});

/** An entry as an item of a list, in flow or block style, with its own comments. */
const block = fc
  .tuple(entry, fc.boolean())
  .map(([{ namespace, policy }, isFlow]) =>
    isFlow
      ? `- {namespace: ${JSON.stringify(namespace)},  policy: ${JSON.stringify(policy)}}   # own`
      : `-   namespace:   ${JSON.stringify(namespace)} # own\n\n    # own\n    policy: ${JSON.stringify(policy)}\n    # own\n  # own`,
  );

/** A whole file. Comments that do not belong to an entry are `# kept`. */
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

/** Counts the comments of the entries that an edit removes. */
function countOwn(text: string, change: { kind: string; at?: number }, entries: number): number {
  const item = text.split(/^ *- /m)[((change.at ?? 0) % entries) + 1] ?? "";
  return change.kind === "add" ? 0 : item.split("# own").length - 1;
}

test("an edit changes only its entries, and keeps all other comments", () => {
  fc.assert(
    fc.property(fc.oneof(file, bracketed), edit, (text, change) => {
      const before: WrittenEntry[] = parse(text).associations;
      fc.pre(change.kind === "add" || before.length > 0);
      let edited: string | undefined;
      let expected: WrittenEntry[];
      if (change.kind === "add") {
        edited = editYamlList(text, { add: change.entries });
        expected = [...before, ...change.entries];
      } else if (change.kind === "remove") {
        const index = change.at % before.length;
        edited = editYamlList(text, { remove: index });
        expected = before.toSpliced(index, 1);
      } else {
        const index = change.at % before.length;
        edited = editYamlList(text, { replace: new Map([[index, change.entry]]) });
        expected = before.with(index, change.entry);
      }
      if (edited === undefined) {
        throw new Error("it was not edited");
      }
      expect(parse(edited).associations).toEqual(expected);
      expect(edited.match(/# kept/g)).toEqual(text.match(/# kept/g));
      const own = text.split("# own").length - countOwn(text, change, before.length);
      expect(edited.split("# own").length).toBe(own);
    }),
    { numRuns: randomRuns({ short: 150, long: 2_000 }) },
  );
});
