import { expect, test } from "vitest";
import { rewriteLinks } from "../src/rewrite-links.ts";

/** Replaces each link by what the callback got. */
function rewrite(markdown: string): string {
  return rewriteLinks(markdown, ({ path, anchor, isImage }) => ({
    href: `<${path}|${anchor}|${isImage ? "image" : "link"}>`,
    suffix: isImage ? "" : "{x}",
  }));
}

test.each([
  ["[a](b.md)", "[a](<b.md||link>){x}"],
  ["[a](../b.md#c), [d](e)", "[a](<../b.md|#c|link>){x}, [d](<e||link>){x}"],
  ["![a](b.svg)", "![a](<b.svg||image>)"],
  ["[![a](b.svg)](c.md)", "[![a](<b.svg||image>)](<c.md||link>){x}"],
  ["[`a`][b]\n\n[b]: c.md\n", "[`a`][b]\n\n[b]: <c.md||link>\n"],
  ["[`[a]`](b.md)", "[`[a]`](<b.md||link>){x}"],
])("%j becomes %j", (markdown, expected) => {
  expect(rewrite(markdown)).toBe(expected);
});

test.each([
  "[a](#b), [c](https://d.test/e), [f](mailto:g@h.test), [i](/j)",
  "`[a](b.md)` and ``[c](d.md) ` ``",
  "```md\n[a](b.md)\n[c]: d.md\n```",
  "[a]: https://b.test/c",
  "a [b] (c) and list[0](d e)",
])("%j stays", (markdown) => {
  expect(rewrite(markdown)).toBe(markdown);
});

test("links after a block of code are rewritten", () => {
  expect(rewrite("```sh\necho `date`\n```\n\n[a](b.md)")).toBe(
    "```sh\necho `date`\n```\n\n[a](<b.md||link>){x}",
  );
});
