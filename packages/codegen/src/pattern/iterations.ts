import type { AST } from "@eslint-community/regexpp";

/** How the iterations of a quantifier are written out. */
interface Iterations {
  /** Copies that must match, one behind the other. */
  readonly required: number;
  /** Copies that may match, or a loop of any number of iterations. */
  readonly optional: number | "loop";
  /** Whether a loop stands for a limited number of iterations, or for a number that must be reached. */
  readonly rough: boolean;
}

/** Iterations are copied as long as that takes no more steps than this. */
const maxCopiedSteps = 2_000;

/** Decides how the iterations of a quantifier are written out, so that large numbers don't make large programs. */
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
 * Counts the steps that a matcher needs for alternatives, roughly.
 *
 * @returns infinity where they have a look-behind or a backreference, which we have no steps for
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

/** We have steps for a look-behind where it is so simple that it can't go back in itself. */
function weighLookbehind({ alternatives }: AST.LookbehindAssertion): number {
  const elements = alternatives.flatMap((alternative) => alternative.elements);
  const isSimple = elements.every((element) => weighElement(element) === 1 && element.type !== "Quantifier");
  return isSimple ? 1 + elements.length : Number.POSITIVE_INFINITY;
}
