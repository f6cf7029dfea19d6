import fc from "fast-check";
import { junkText } from "./junk.ts";

/** One change of a message, chosen by numbers. */
export interface Mutation {
  readonly kind: number;
  /** The part to change. */
  readonly place: number;
  /** The invalid value. */
  readonly junk: number;
}

/** Random changes. */
export const randomMutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.nat(),
  place: fc.nat(),
  junk: fc.nat(),
});

/** Changes a message at a place: to a text, or to the value with a number. */
export type Mutate<Message> = (message: Message, place: number, junk: string, number: number) => Message;

/** Makes the change that a mutation chooses among several. */
export function applyMutation<Message>(
  mutations: readonly Mutate<Message>[],
  message: Message,
  { kind, place, junk }: Mutation,
): Message {
  const mutate = mutations[kind % mutations.length];
  return mutate === undefined
    ? message
    : mutate(message, place, junkText[junk % junkText.length] ?? "", junk);
}
