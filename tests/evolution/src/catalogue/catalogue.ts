import type { InvalidChange, ModelChange } from "./change.ts";
import { words } from "./documentation.ts";
import { http } from "./http.ts";
import { invalid } from "./invalid.ts";
import { members } from "./members.ts";
import { operations } from "./operations.ts";
import { removals } from "./removals.ts";
import { renames } from "./renames.ts";
import { aggregates, simpleTypes } from "./types.ts";
import { values } from "./values.ts";

/** All changes that have to be followed. */
export const changes: readonly ModelChange[] = [
  ...members,
  ...simpleTypes,
  ...aggregates,
  ...http,
  ...operations,
  ...values,
  ...words,
  ...renames,
  ...removals,
];

/** All changes that have to be refused. */
export const invalidChanges: readonly InvalidChange[] = invalid;
