/** A goal for a measured value. A missed goal is reported; it does not fail the benchmark. */
export interface Goal {
  readonly text: string;
  /** The measured value with its unit. */
  readonly measured: string;
  /** `undefined` if the value is not available. */
  readonly holds: boolean | undefined;
}

/** A measured value. */
interface MeasuredValue {
  /** `undefined` if it is not available. */
  readonly value: number | undefined;
  readonly unit: string;
  /** The number of decimals. */
  readonly digits: number;
}

/** Checks whether a value is at most the limit. */
export function checkAtMost(limit: number, text: string, measured: MeasuredValue): Goal {
  return checkGoal(text, measured, (value) => value <= limit);
}

/** Checks whether a value is below the limit. */
export function checkBelow(limit: number, text: string, measured: MeasuredValue): Goal {
  return checkGoal(text, measured, (value) => value < limit);
}

function checkGoal(
  text: string,
  { value, unit, digits }: MeasuredValue,
  holds: (value: number) => boolean,
): Goal {
  return value === undefined
    ? { text, measured: "not available", holds: undefined }
    : { text, measured: `${value.toFixed(digits)} ${unit}`, holds: holds(value) };
}
