import type { Model, Operation } from "../../model/model.ts";
import { fillDefaults } from "./random-value.ts";

type Message = Record<string, unknown>;

/** Of the overlapping paths, only the greedy one matches a label of two segments that does not end in `end`. */
export function separatePaths({ name }: Operation, input: Message): Message {
  return name === "GetThingPath" ? { ...input, id: `${input.id}/x` } : input;
}

/** Clients treat a status of 300 or more as an error. */
export function succeed(output: Message): Message {
  return typeof output.status === "number"
    ? { ...output, status: 200 + (Math.abs(output.status) % 4) }
    : output;
}

/** The output that arrives if the implementation returns one: with defaults, and the status that is a member. */
export function expectOutput(model: Model, operation: Operation, output: Message): Message {
  const status = operation.name === "GetLabels" ? { status: operation.code } : {};
  return { ...status, ...fillDefaults(model, operation.output, output) };
}
