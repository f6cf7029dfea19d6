import { TestBrowser } from "@eks-auth/test-kit/browser";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, expect, test } from "vitest";
import { findOverflow, findViolations } from "../src/inspect-page.ts";

const pages: Record<string, string> = {
  "/good":
    '<main><h1>Good</h1><p>Text</p><div style="overflow-x: auto"><pre style="width: 900px">wide</pre></div></main>',
  "/bad": `<main><h1>Bad</h1><img src="/good"><p style="color: #ccc; width: 900px">Pale and wide</p>
    <script>console.error("an error"); fetch("http://127.0.0.1:9/"); setTimeout(() => { throw new Error("thrown"); });</script></main>`,
};
const browser = await prepareOrSkip("the inspection of pages", () => TestBrowser.start());

if (browser !== undefined) {
  const site = await listenOnLoopback((request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(
      `<!doctype html><html lang="en"><title>Page</title>${pages[request.url ?? ""] ?? ""}</html>`,
    );
  });
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await site[Symbol.asyncDispose]();
  });

  test("a good page has no problems, violations or elements that are too wide", async () => {
    await using open = await browser.open(`${site.url}/good`, { width: 380 });
    expect(open.problems).toEqual([]);
    expect(await findViolations(open.page)).toEqual([]);
    expect(await findOverflow(open.page)).toEqual([]);
  });

  test("a bad page has its errors, its requests elsewhere, its violations and its wide elements", async () => {
    await using open = await browser.open(`${site.url}/bad`, { width: 380 });
    await expect.poll(() => open.problems).toContain("exception: thrown");
    expect(open.problems).toContain("console: an error");
    expect(open.problems).toContain("request to another origin: http://127.0.0.1:9/");
    const violations = await findViolations(open.page);
    expect(violations.map((line) => line.replace(/:.*/, ""))).toEqual(["color-contrast", "image-alt"]);
    expect(await findOverflow(open.page)).toEqual([expect.stringMatching(/^P\. 9\d\d$/)]);
  });
}
