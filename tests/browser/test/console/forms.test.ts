import { existsSync, statSync } from "node:fs";
import { TestBrowser } from "@eks-auth/test-kit/browser";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, expect, test } from "vitest";
import { tabTo, typeInto } from "../../src/console/keyboard.ts";
import { DevWithConsole, screens } from "../../src/console/open-console.ts";
import { findOverflow, findViolations } from "../../src/inspect-page.ts";

const browser = await prepareOrSkip("the forms of the console", () => TestBrowser.start());

if (browser !== undefined) {
  const dev = await DevWithConsole.start();
  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await dev[Symbol.asyncDispose]();
  });

  test("associations are created, changed and deleted by keyboard only", async () => {
    await using open = await dev.open(browser, "associations");
    const { page, problems } = open;
    await page.getByRole("cell", { name: "default/sample", exact: true }).waitFor();
    await typeInto(page, "Namespace", "shop");
    await typeInto(page, "Service account", "cart");
    await typeInto(page, "Role ARN", "arn:aws:iam::111122223333:role/cart");
    await page.keyboard.press("Enter");
    await page.getByText("Created the association of shop/cart. It is in effect.").waitFor();
    await tabTo(page, "Edit shop/cart");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Edit the association" }).waitFor();
    await typeInto(page, "Role ARN", "arn:aws:iam::111122223333:role/new-cart");
    await page.keyboard.press("Enter");
    await page.getByText("arn:aws:iam::111122223333:role/new-cart", { exact: true }).waitFor();
    await tabTo(page, "Delete shop/cart");
    await page.keyboard.press("Enter");
    await tabTo(page, "Delete shop/cart now");
    await page.keyboard.press("Enter");
    await page.getByText("Deleted the association of shop/cart.").waitFor();
    await expect.poll(() => page.getByRole("cell", { name: "shop/cart" }).count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test("an association that is not valid says what is allowed", async () => {
    await using open = await dev.open(browser, "associations");
    await typeInto(open.page, "Service account", "cart");
    await typeInto(open.page, "Role ARN", "none");
    await open.page.keyboard.press("Enter");
    await open.page.getByRole("alert").getByText("must be the ARN of an IAM role").waitFor();
  });

  test("a token is minted into a file, exchanged and deleted by keyboard only", async () => {
    await using open = await dev.open(browser, "tokens");
    const { page, problems } = open;
    await page.getByText(dev.tokenFile, { exact: true }).waitFor();
    await typeInto(page, "Pod", "batch-0");
    await page.keyboard.press("Enter");
    const said = (await page.getByText("The token is in").textContent()) ?? "";
    const path = /The token is in (.*)\./.exec(said)?.[1] ?? "";
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await tabTo(page, "Exchange the token of default/batch-0");
    await page.keyboard.press("Enter");
    await tabTo(page, "Show the exchange");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "default/batch-0 granted" }).waitFor();
    await tabTo(page, "Tokens");
    await page.keyboard.press("Enter");
    await tabTo(page, "Delete the token of default/batch-0");
    await page.keyboard.press("Enter");
    await page.getByText(`Deleted ${path}.`).waitFor();
    expect(existsSync(path)).toBe(false);
    expect(problems).toEqual([]);
  });

  test("on a phone, the result of a form is in view", async () => {
    for (const pod of ["cart-1", "cart-2", "cart-3"]) {
      await dev.mint("shop", "cart", pod);
    }
    await using open = await dev.open(browser, "tokens", { width: 380 });
    const { page } = open;
    // The list is between the result and the form.
    await page.getByRole("heading", { name: "shop/cart-3" }).waitFor();
    await page.getByRole("button", { name: "Mint" }).click();
    const result = page.getByText("The token is in");
    await result.waitFor();
    await expect.poll(async () => (await result.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    expect((await result.boundingBox())?.y).toBeLessThan(900);
  });

  test("the variables of a token are copied; they name its file", async () => {
    await using open = await dev.open(browser, "tokens", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const { page } = open;
    await page.getByRole("button", { name: "Copy variables" }).first().click();
    await page.getByText("Copied").waitFor();
    const copied = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(copied).toContain(`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=${dev.tokenFile}`);
    expect(copied).toContain(`AWS_CONTAINER_CREDENTIALS_FULL_URI=${dev.agentUrl}/v1/credentials`);
  });

  test("faults are set and turned off by keyboard only", async () => {
    await using open = await dev.open(browser, "faults");
    const { page, problems } = open;
    await tabTo(page, "% of requests");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("100");
    await page.keyboard.press("Enter");
    await page.getByText("The faults are set.").waitFor();
    await page.getByRole("link", { name: "Faults 1 on" }).waitFor();
    await dev.exchange("sample");
    await page.goto(`${dev.url}/#/exchanges`);
    await page.getByRole("link", { name: "fault injected" }).first().click();
    await page.getByText("The API answered 429 ThrottlingException").waitFor();
    await page.goto(`${dev.url}/#/faults`);
    await tabTo(page, "Turn all off");
    await page.keyboard.press("Enter");
    await page.getByText("All faults are off.").waitFor();
    await page.getByRole("link", { name: "Faults", exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  test.each(screens)("are accessible and fit, %s at %i px", async (colorScheme, width) => {
    await dev.mint("shop", "cart", "cart-0");
    await using open = await dev.open(browser, "associations", { colorScheme, width });
    const { page } = open;
    for (const [view, title] of [
      ["associations", "Associations"],
      ["tokens", "Tokens"],
      ["faults", "Faults"],
    ] as const) {
      await page.goto(`${dev.url}/#/${view}`);
      await page.getByRole("heading", { level: 2, name: title }).waitFor();
      if (view === "tokens") {
        await page.getByText("Variables for a shell").first().click();
      }
      expect(await findViolations(page), view).toEqual([]);
      expect(await findOverflow(page), view).toEqual([]);
    }
  });
}
