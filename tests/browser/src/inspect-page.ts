import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@eks-auth/test-kit/browser";

/**
 * Checks a page with axe.
 *
 * @param rules - the names of axe's rules; all by default
 * @returns one line for each element with a serious or critical violation: the rule, the element, and what is wrong
 */
export async function findViolations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = "" }) => {
        const summary = failureSummary.replaceAll(/\s+/g, " ");
        return `${id}: ${target.join(" ")}: ${summary}`;
      }),
    );
}

/**
 * Lists the elements that end to the right of the screen. What scrolls within its own box, like a wide table, does not
 * count.
 *
 * @returns for each its tag, class and right edge in CSS pixels
 */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) =>
      element !== null &&
      element !== document.body &&
      element !== document.documentElement &&
      (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(element).overflowX) ||
        scrolls(element.parentElement));
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return [...document.querySelectorAll("body *")]
      .filter((element) => isShown(element) && !scrolls(element.parentElement))
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .filter(({ right }) => right > width + 1)
      .map(({ element, right }) => element.tagName + "." + element.className + " " + right);
  })()`);
}
