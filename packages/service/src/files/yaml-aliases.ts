import { EVENT_ID, type Event } from "js-yaml";
import { maxProblems } from "./file-error.ts";
import { anchorOf, maxDepth } from "./yaml-events.ts";

/**
 * How much aliases can repeat, in characters of JSON: this much in any file, or {@link maxRepeatFactor} times the file's
 * length, which is enough for a large policy in each entry. A file of a few lines could otherwise expand to gigabytes.
 */
const minRepeatLimit = 262_144;
const maxRepeatFactor = 16;
/** The brackets or quotes of a value, and the comma after it. */
const punctuation = 3;

/** A list or map whose end was not reached, or a finished value that has an anchor. */
interface Value {
  readonly anchor: string | undefined;
  isOpen: boolean;
  /** Its characters of JSON, with those that its aliases repeat. */
  weight: number;
  /** Its nesting, with that of its aliases. */
  depth: number;
}

/**
 * Finds aliases without an anchor, aliases inside their own anchor's value, and aliases that make the document too large
 * or too deep. It expands nothing, so its time and memory depend only on the text's length.
 *
 * @returns problems in the order of the text; at most one for a document that is too large
 */
export function findBadAliases(
  events: readonly Event[],
  text: string,
): { readonly offset: number; readonly message: string }[] {
  const problems: { offset: number; message: string }[] = [];
  const limit = Math.max(minRepeatLimit, text.length * maxRepeatFactor);
  const anchors = new Map<string, Value>();
  const open: Value[] = [{ anchor: undefined, isOpen: true, weight: 0, depth: 0 }];
  let repeated = 0;

  function begin(event: Event, weight: number, depth: number): Value {
    const value = { anchor: anchorOf(event, text), isOpen: true, weight, depth };
    if (value.anchor !== undefined) {
      anchors.set(value.anchor, value);
    }
    return value;
  }

  function end(value: Value): void {
    value.isOpen = false;
    const parent = open.at(-1);
    if (parent !== undefined) {
      parent.weight += value.weight;
      parent.depth = Math.max(parent.depth, value.depth + 1);
    }
  }

  for (const event of events) {
    if (problems.length > maxProblems) {
      return problems;
    }
    if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      open.push(begin(event, punctuation, 1));
    } else if (event.type === EVENT_ID.SCALAR) {
      end(begin(event, punctuation + event.valueEnd - event.valueStart, 0));
    } else if (event.type === EVENT_ID.POP && open.length > 1) {
      end(open.pop() as Value);
    } else if (event.type === EVENT_ID.ALIAS) {
      const name = anchorOf(event, text) ?? "";
      const value = anchors.get(name);
      const problem = describeBadAlias(name, value);
      if (problem !== undefined) {
        problems.push({ offset: event.anchorStart, message: problem });
      } else if (value !== undefined) {
        repeated += value.weight;
        if (repeated > limit || open.length + value.depth > maxDepth) {
          const message = `*${name} makes the file too large: aliases can repeat at most ${limit} characters, and nest at most ${maxDepth} levels. Write the values out.`;
          return [...problems, { offset: event.anchorStart, message }];
        }
        end({ ...value });
      }
    }
  }
  return problems;
}

function describeBadAlias(name: string, value: Value | undefined): string | undefined {
  if (value === undefined) {
    return `*${name} is an alias without an anchor. If it is a text, put it in quotes: "*${name}"; otherwise set the anchor &${name} before it.`;
  }
  return value.isOpen
    ? `*${name} is inside the value of its own anchor &${name}, so it has no end. Write the value out.`
    : undefined;
}
