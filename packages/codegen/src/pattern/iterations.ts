import type { AST } from "@eslint-community/regexpp";

/** How the iterations of a quantifier are expanded. */
interface Iterations {
  /** Copies that must match, in sequence. */
  readonly required: number;
  /** Optional copies, or a loop of any number of iterations. */
  readonly optional: number | "loop";
  /** Whether a loop replaces a limited number of iterations, or a minimum. */
  readonly rough: boolean;
}

/** The maximum of steps that copies of iterations can have. */
const maxCopiedSteps = 2_000;

/** Decides how to expand the iterations of a quantifier, so that large counts don't lead to large programs. */
export function planIterations({ element, min, max }: AST.Quantifier): Iterations {
  const weight = weighElement(element);
  if (min * weight > maxCopiedSteps) {
    return { required: 0, optional: "loop", rough: true };
  }
  if (max === Number.POSITIVE_INFINITY) {
    return { required: min, optional: "loop", rough: false };
  }
  const isLong = (max - min) * weight > maxCopiedSteps;
  return { required: min, optional: isLong ? "loop" : max - min, rough: isLong };
}

/**
 * Estimates the steps that a matcher needs for alternatives.
 *
 * @returns the number, or infinity if there is a lookbehind or a backreference, for which there are no steps
 */
export function weighAlternatives(alternatives: readonly AST.Alternative[]): number {
  const elements = alternatives.flatMap((alternative) => alternative.elements);
  return elements.reduce((weight, element) => weight + weighElement(element), 1);
}

function weighElement(element: AST.Element): number {
  switch (element.type) {
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
      return 1;
    case "Group":
    case "CapturingGroup":
      return weighAlternatives(element.alternatives);
    case "Quantifier": {
      const { required, optional } = planIterations(element);
      return (required + (optional === "loop" ? 1 : optional)) * (weighElement(element.element) + 3);
    }
    case "Assertion":
      if (element.kind === "lookahead") {
        return 2 + weighAlternatives(element.alternatives);
      }
      return element.kind === "lookbehind" ? weighLookbehind(element) : 1;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Whether a lookbehind is so simple that it can't backtrack. Only for these there are steps. */
function weighLookbehind({ alternatives }: AST.LookbehindAssertion): number {
  const elements = alternatives.flatMap((alternative) => alternative.elements);
  const isSimple = elements.every((element) => weighElement(element) === 1 && element.type !== "Quantifier");
  return isSimple ? 1 + elements.length : Number.POSITIVE_INFINITY;
}
