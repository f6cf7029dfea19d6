import type { InvalidChange, ModelChange } from "./change.ts";
import { clientRequests } from "./client-requests.ts";
import { documentation } from "./documentation.ts";
import { eventStreams } from "./event-streams.ts";
import { http } from "./http.ts";
import { invalid } from "./invalid.ts";
import { meaning } from "./meaning.ts";
import { members } from "./members.ts";
import { operations } from "./operations.ts";
import { removals } from "./removals.ts";
import { renames } from "./renames.ts";
import { aggregates, simpleTypes } from "./types.ts";
import { values } from "./values.ts";

/** The changes that the generator must support. */
export const changes: readonly ModelChange[] = [
  ...members,
  ...simpleTypes,
  ...aggregates,
  ...http,
  ...operations,
  ...values,
  ...documentation,
  ...renames,
  ...removals,
  ...meaning,
  ...clientRequests,
  ...eventStreams,
];

/** The changes that the generator must reject. */
export const invalidChanges: readonly InvalidChange[] = invalid;
