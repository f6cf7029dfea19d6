import { globSync } from "node:fs";
import { join } from "node:path";
import { listPages } from "@eks-auth/docs/pages";
import { TestBrowser } from "@eks-auth/test-kit/browser";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { serveFolder } from "@eks-auth/test-kit/serve-folder";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterAll, expect, test } from "vitest";
import { findOverflow, findViolations } from "../src/inspect-page.ts";

/** One page of each generated kind, next to those that are written by hand. */
const generated = [
  "model/eks-auth/index.html",
  "model/eks-auth/AssumeRoleForPodIdentity.html",
  "model/eks-api/CreatePodIdentityAssociation.html",
  "model/eks-auth/errors.html",
  "model/eks-api/shapes.html",
  "http/eks-auth.html",
  "http/eks-api.html",
  "api/index.html",
  "api/@eks-auth/transport.html",
  "files/deploy/prometheus/index.html",
];
const pages = [
  ...listPages(root)
    .filter(({ source }) => !source.startsWith("docs/gen/"))
    .map(({ target }) => target.replace(/\.md$/, ".html")),
  ...generated,
];
/** In the short form, those to start with, the longest table, and one of each generated kind. */
const tested =
  process.env.BROWSER_TESTS_FORM === "short"
    ? pages.filter(
        (path) => /^(index|start\/|benchmarks|packages\/cli)/.test(path) || generated.includes(path),
      )
    : pages;
const browser = await prepareOrSkip("the documentation site", () => TestBrowser.start());

if (browser !== undefined) {
  await readOutput(process.execPath, ["src/command.ts", "--build"], { cwd: join(root, "docs") });
  const dist = join(root, "docs/dist");
  const site = await serveFolder(dist);
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await site[Symbol.asyncDispose]();
  });

  test.each(tested)("%s has no problem: light, dark, and on a screen of 380 px", async (path) => {
    await using open = await browser.open(`${site.url}/${path}`);
    const { page, problems } = open;
    await page.locator("main h1").first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator("html.dark").waitFor();
    // Only colours differ.
    expect(await findViolations(page, ["color-contrast"])).toEqual([]);
    await page.setViewportSize({ width: 380, height: 900 });
    expect(await findOverflow(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("every kind of page is tested", () => {
    const kinds = (paths: readonly string[]) => [...new Set(paths.map((path) => path.split("/")[0]))].sort();
    expect(kinds(pages)).toEqual(
      kinds(globSync("**/*.html", { cwd: dist }).filter((path) => path !== "404.html")),
    );
  });

  test("the search finds an error by its name", async () => {
    await using open = await browser.open(`${site.url}/index.html`);
    await open.page.getByRole("button", { name: "Search" }).click();
    await open.page.getByRole("searchbox").fill("ExpiredTokenException");
    await open.page.locator('#localsearch-list a[href$="#expiredtokenexception"]').first().click();
    await open.page.locator("main").getByRole("heading", { name: "ExpiredTokenException" }).waitFor();
    expect(open.problems).toEqual([]);
  });

  test("`npm run docs` serves the same pages", async () => {
    await using server = new StartedProgram(process.execPath, ["src/command.ts"], {
      cwd: join(root, "docs"),
      env: { ...process.env, NO_COLOR: "1" },
      stopSignal: "SIGINT",
    });
    const address = /http:\/\/127\.0\.0\.1:\d+(?=\/)/;
    const [url = ""] = address.exec(await server.waitFor(address)) ?? [];
    await using open = await browser.open(`${url}/start/contributor.html`);
    await open.page.getByRole("heading", { name: "First result" }).waitFor();
    expect(open.problems.filter((problem) => problem.includes("another origin"))).toEqual([]);
  });

  test("a switch makes the site dark", async () => {
    await using open = await browser.open(`${site.url}/index.html`);
    const isDark = () => open.page.evaluate<boolean>("document.documentElement.classList.contains('dark')");
    expect(await isDark()).toBe(false);
    await open.page.getByRole("switch").first().click();
    await expect.poll(isDark).toBe(true);
  });
}
