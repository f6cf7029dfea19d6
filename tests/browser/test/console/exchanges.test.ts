import { readFile } from "node:fs/promises";
import { TestBrowser } from "@eks-auth/test-kit/browser";
import { Canaries } from "@eks-auth/test-kit/canaries";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, expect, test } from "vitest";
import { startCuttableProxy } from "../../src/console/cuttable-proxy.ts";
import { DevWithConsole, screens } from "../../src/console/open-console.ts";
import { findOverflow, findViolations } from "../../src/inspect-page.ts";

const browser = await prepareOrSkip("exchanges in the console", () => TestBrowser.start());

if (browser !== undefined) {
  const dev = await DevWithConsole.start();
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await dev[Symbol.asyncDispose]();
  });

  test("an exchange appears live, with its checks, its association, its session and a countdown", async () => {
    await using open = await dev.open(browser, "exchanges");
    const { page } = open;
    await page.getByText("No exchange yet.").waitFor();
    await dev.exchange("sample");
    await page.getByRole("link", { name: "default/sample-pod" }).click();
    const details = page.getByRole("region", { name: "Details" });
    await details.getByRole("heading", { name: "default/sample-pod granted" }).waitFor();
    const checks = details.locator(".checks li");
    expect(await checks.count()).toBe(11);
    expect(await checks.nth(5).textContent()).toBe('audiencepassedaud is ["pods.eks.amazonaws.com"].');
    await details.getByText("arn:aws:iam::111122223333:role/sample", { exact: true }).waitFor();
    await details.getByText("kubernetes-pod-name").waitFor();
    const expiry = details.locator("time b");
    const before = await expiry.textContent();
    expect(before).toMatch(/^in (59 min \d+ s|1 h 0 min 0 s)$/);
    await expect.poll(() => expiry.textContent(), { timeout: 5_000 }).not.toBe(before);
    expect(open.problems).toEqual([]);
  });

  test("a refusal shows the check that failed and its fix", async () => {
    const id = await dev.mint("default", "sample", "batch", "vault");
    await using open = await dev.open(browser, "exchanges");
    const { page } = open;
    await dev.exchange(id);
    await page.getByLabel("Refused only").check();
    await page.getByRole("link", { name: "not verified" }).first().click();
    const details = page.getByRole("region", { name: "Details" });
    await details.getByText("InvalidTokenException").waitFor();
    await details.getByText("Fix:").waitFor();
    expect(await details.locator(".checks .failed").textContent()).toMatch(
      /^audiencefailed.*Found: aud is \["vault"\]\. Expected: "pods\.eks\.amazonaws\.com"/,
    );
    expect(open.problems).toEqual([]);
  });

  test("a pod without an association leads to the form that creates it", async () => {
    await dev.exchange(await dev.mint("shop", "cart", "cart-0"));
    await using open = await dev.open(browser, "exchanges");
    const { page } = open;
    await page.getByRole("link", { name: "shop/cart-0" }).click();
    await page.getByText("default/sample is for another namespace").waitFor();
    await page.getByRole("link", { name: "Create the association" }).click();
    expect(await page.getByLabel("Service account", { exact: true }).inputValue()).toBe("cart");
    expect(open.problems).toEqual([]);
  });

  test("the arrow keys move between exchanges", async () => {
    await dev.exchange("sample");
    await dev.exchange("sample");
    await using open = await dev.open(browser, "exchanges");
    const links = open.page.locator("tbody a");
    await links.first().focus();
    await open.page.keyboard.press("ArrowDown");
    await open.page.keyboard.press("Enter");
    await expect.poll(() => links.nth(1).getAttribute("aria-current")).toBe("true");
    await open.page.keyboard.press("ArrowUp");
    await open.page.keyboard.press("Enter");
    await expect.poll(() => links.nth(0).getAttribute("aria-current")).toBe("true");
  });

  test("a lost connection is said, and the page connects again by itself", async () => {
    await using proxy = await startCuttableProxy(dev.url);
    await using open = await browser.open(proxy.url);
    const { page } = open;
    await page.getByText("Live", { exact: true }).waitFor();
    proxy.cut();
    await page.getByRole("alert").getByText("The connection to eks-auth was lost.").waitFor();
    await page.getByText("Reconnecting", { exact: true }).waitFor();
    proxy.restore();
    await page.getByText("Live", { exact: true }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    const before = await page.locator("tbody tr").count();
    await dev.exchange("sample");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(before + 1);
  });

  test.each(screens)("is accessible and fits, %s at %i px", async (colorScheme, width) => {
    const pod = `seen-${colorScheme}-${width}`;
    await dev.exchange(await dev.mint("default", "sample", "batch", "vault"));
    await dev.exchange(await dev.mint("default", "sample", pod));
    await using open = await dev.open(browser, "exchanges", { colorScheme, width });
    const { page, problems } = open;
    await page.getByRole("link", { name: `default/${pod}` }).waitFor();
    // The newest first.
    const links = await page
      .locator("tbody a")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const [granted = "", refused = ""] = links.map((link) => link?.replace("#/", ""));
    for (const [view, content] of [
      ["exchanges", page.getByRole("heading", { name: "Exchanges" })],
      [granted, page.getByRole("heading", { name: `default/${pod} granted` })],
      [refused, page.getByRole("heading", { name: /^not verified refused/ })],
      ["exchanges/999999", page.getByText("This exchange is not remembered any more.")],
    ] as const) {
      await page.goto(`${dev.url}/#/${view}`);
      await content.waitFor();
      expect(await findViolations(page), view).toEqual([]);
      expect(await findOverflow(page), view).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  test("the policy of the page lets no other code run, and loads nothing from elsewhere", async () => {
    await using open = await dev.open(browser, "exchanges");
    const { page, problems } = open;
    expect(problems).toEqual([]);
    await page.evaluate(`(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.effectiveDirective));
      const image = new Image();
      image.src = "http://127.0.0.1:9/image";
      document.body.append(image);
    })()`);
    const injections = [
      `document.body.append(Object.assign(document.createElement("script"), { textContent: "window.injected = 1" }))`,
      `document.body.innerHTML = "<img src=x onerror='window.injected = 1'>"`,
    ];
    for (const injection of injections) {
      await expect(page.evaluate(injection), injection).rejects.toThrow("Trusted");
    }
    const violations = () => page.evaluate<string[]>("window.violations");
    await expect.poll(violations).toEqual(expect.arrayContaining(["img-src", "require-trusted-types-for"]));
    expect(await page.evaluate("window.injected")).toBeUndefined();
  });

  test("neither a token nor credentials reach the browser", async () => {
    const canaries = new Canaries();
    await using open = await dev.open(browser, "tokens");
    const { page } = open;
    const received: string[] = [];
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    session.on("Network.eventSourceMessageReceived", ({ data }) => received.push(data));
    page.on("response", async (response) => {
      const isStream = response.headers()["content-type"] === "text/event-stream";
      received.push(
        JSON.stringify(response.headers()),
        isStream ? "" : await response.text().catch(() => ""),
      );
    });
    await page.reload();
    await page.getByRole("button", { name: "Mint" }).click();
    await page.getByText("The token is in").waitFor();
    await page.getByRole("button", { name: "Exchange the token of default/my-pod" }).click();
    await page.getByRole("link", { name: "Show the exchange" }).click();
    await page.getByRole("heading", { name: "default/my-pod granted" }).waitFor();

    const credentials = await dev.fetchCredentials();
    await expect.poll(() => received.filter((text) => text.includes("sample-pod")).length).toBeGreaterThan(0);
    const [, minted = ""] = /"path":"([^"]+console-[^"]+)"/.exec(received.join("\n")) ?? [];
    canaries.add("session token", credentials.Token);
    canaries.add("secret key", credentials.SecretAccessKey);
    // The claims of all tokens begin alike, and are no secret.
    for (const [name, file] of [
      ["sample token", dev.tokenFile],
      ["minted token", minted],
    ] as const) {
      canaries.add(name, (await readFile(file, "utf8")).trim().split(".")[2] ?? "");
    }
    received.push(await page.content());
    expect(received.length).toBeGreaterThan(8);
    expect(canaries.find(received.join("\n"))).toEqual([]);
    expect(canaries.find(credentials.Token)).toEqual(["session token"]);
  });
}
