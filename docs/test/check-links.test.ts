import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, expect, test } from "vitest";
import { findBrokenLinks } from "../src/check-links.ts";

const folder = useTempFolder("site");

beforeEach(async () => {
  await folder.write("a/b.html", '<h1 id="title">B</h1><p id="A&amp;B">A</p>');
  await folder.write("index.html", "<main></main>");
  await folder.write("files/x.yaml", "x: 1\n");
});

async function check(html: string): Promise<string[]> {
  await folder.write("a/page.html", html);
  return findBrokenLinks(folder.path);
}

test.each([
  '<a href="b.html">x</a><a href="./b.html#title">x</a><a href="/a/b.html#A%26B">x</a><a href="/">x</a><a href="../">x</a>',
  '<a class="x" href="../files/x.yaml" download="">x</a><a href="#here">x</a><i id="here"></i>',
  '<a href="https://example.test/">x</a><a href="mailto:a@b.test">x</a><img src="data:image/png;base64,AA==">',
  '<script>const html = "<img src=\\"none.png\\">";</script>',
])("%s has no broken link", async (html) => {
  expect(await check(html)).toEqual([]);
});

test.each([
  ['<a href="none.html">x</a>', "a/page.html: none.html leads to no file of the site"],
  ['<a href="/a/b">x</a>', "a/page.html: /a/b leads to no file of the site"],
  ['<a href="../a/">x</a>', "a/page.html: ../a/ leads to no file of the site"],
  ['<a href="b.html#none">x</a>', "a/page.html: b.html#none names an anchor that the page lacks"],
  ['<a href="#none">x</a>', "a/page.html: #none names an anchor that the page lacks"],
  ['<img alt="x" src="none.png">', "a/page.html: none.png leads to no file of the site"],
  ['<script src="/none.js"></script>', "a/page.html: /none.js leads to no file of the site"],
  ['<img src="//cdn.test/a.png">', "a/page.html: //cdn.test/a.png is loaded from another site"],
  [
    '<link rel="stylesheet" href="https://cdn.test/a.css">',
    "a/page.html: https://cdn.test/a.css is loaded from another site",
  ],
])("%s is broken", async (html, problem) => {
  expect(await check(html)).toEqual([problem]);
});

test("a font of another site is found in styles, and a link of many pages is listed once", async () => {
  await folder.write("assets/style.css", '@font-face { src: url("https://fonts.test/a.woff2"); }');
  await folder.write("z.html", '<a href="/none.html">x</a>');
  expect(await check('<a href="/none.html">x</a>')).toEqual([
    "a/page.html: /none.html leads to no file of the site",
    "assets/style.css: https://fonts.test/a.woff2 is loaded from another site",
  ]);
});
