import type { Page } from "@eks-auth/test-kit/browser";

/** More than any view has elements. */
const maxSteps = 80;

/**
 * Presses Tab until an element has the focus.
 *
 * @param name - its label or text
 * @throws Error if no element with this name gets the focus
 */
export async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < maxSteps; step++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate<string>(`(() => {
      const element = document.activeElement;
      const text = element.labels?.[0]?.textContent ?? element.textContent;
      return text.replaceAll(/\\s+/g, " ").trim();
    })()`);
    if (focused === name) {
      return;
    }
    seen.push(focused);
  }
  throw new Error(`Tab does not reach "${name}", only ${[...new Set(seen)].join(", ")}.`);
}

/** Moves to a text field by Tab, and replaces its text. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}
