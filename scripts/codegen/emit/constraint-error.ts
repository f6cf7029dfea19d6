import type { ErrorStructure } from "../model/service.ts";

/** The names that services of AWS give to the error for a value out of its constraints, the commonest first. */
const constraintErrorNames = [
  "ValidationException",
  "InvalidParameterException",
  "InvalidInputException",
  "BadRequestException",
];

/**
 * Chooses the error that answers an input which breaks a constraint of the model.
 *
 * @param errors - the errors that the operation lists
 * @returns the first of the names above that the operation lists, or `undefined`: then the answer is a
 *   `ValidationException` of the protocol's own
 */
export function chooseConstraintError(errors: readonly ErrorStructure[]): ErrorStructure | undefined {
  const candidates = constraintErrorNames.map((name) => errors.find((error) => error.name === name));
  return candidates.find((error) => error !== undefined);
}
