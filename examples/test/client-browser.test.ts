import { join } from "node:path";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { TestBrowser } from "@eks-auth/test-kit/browser";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { serveFolder } from "@eks-auth/test-kit/serve-folder";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { build } from "vite";
import { afterAll, expect, test } from "vitest";
import { service } from "../stub-service.ts";

const browser = await prepareOrSkip("client-browser", () => TestBrowser.start());
afterAll(() => browser?.[Symbol.asyncDispose]());

test.runIf(browser)(
  "the page exchanges a token with an API of another origin, and shows errors",
  async () => {
    await using folder = await makeTempFolder("eks-auth-page");
    const root = join(import.meta.dirname, "../client-browser");
    await build({ root, logLevel: "error", build: { outDir: folder.path, emptyOutDir: true } });
    await using api = await listenOnLoopback(createNodeListener(createEKSAuthFrontendHandler(service)));
    await using site = await serveFolder(folder.path);
    await using open = await (browser as TestBrowser).open(`${site.url}/`);
    const { page, problems } = open;
    await page.getByLabel("Endpoint").fill(api.url);
    await page.getByLabel("Cluster").fill("my-cluster");
    await page.getByLabel("Token").fill("header.payload.signature");
    await page.getByRole("button").click();
    const output = page.locator("output");
    await expect
      .poll(() => output.textContent())
      .toMatch(/^arn:aws:sts::111122223333:assumed-role\/app\/\S+ until 20\d\d-\S+Z$/);
    const others = problems.filter((problem) => !problem.startsWith(`request to another origin: ${api.url}`));
    expect(others).toEqual([]);
    await page.getByLabel("Cluster").fill("other");
    await page.getByRole("button").click();
    await expect
      .poll(() => output.textContent())
      .toBe("ResourceNotFoundException: There is no cluster other.");
  },
);
