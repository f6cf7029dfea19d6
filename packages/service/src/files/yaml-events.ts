import { COLLECTION_STYLE, EVENT_ID, type Event, parseEvents, SCALAR_STYLE, YAMLException } from "js-yaml";
import { joinClosingBrackets } from "./yaml-brackets.ts";

/** The deepest nesting of lists and maps. Deeper values could overflow the stack of what reads them. */
export const maxDepth = 100;

/** The events of a text's YAML documents. */
interface YamlEvents {
  readonly events: Event[];
  /** The text that the events refer to. It has the positions of the original one, but can have fewer line breaks. */
  readonly source: string;
}

/**
 * Parses YAML to events. Aliases are not resolved, so time and memory depend only on the text's length.
 *
 * @throws YAMLException if the text is not YAML
 */
export function parseYamlEvents(text: string): YamlEvents {
  try {
    return { events: parseEvents(text, { maxDepth }), source: text };
  } catch (error) {
    if (!(error instanceof YAMLException) || !startsWithBracket(text, error.mark?.position)) {
      throw error;
    }
    const source = joinClosingBrackets(text);
    const events = parseEvents(source, { maxDepth });
    if (events.some((event) => isChanged(event, text, source))) {
      throw error;
    }
    return { events, source };
  }
}

/** Whether the text of a value is not the original one. */
function isChanged(event: Event, text: string, source: string): boolean {
  return (
    event.type === EVENT_ID.SCALAR &&
    text.slice(event.valueStart, event.valueEnd) !== source.slice(event.valueStart, event.valueEnd)
  );
}

/** Whether a position is a closing bracket at the start of a line. */
export function startsWithBracket(text: string, position = 0): boolean {
  const line = text.slice(text.lastIndexOf("\n", position - 1) + 1, position + 1);
  return /^\s*[\]}]$/.test(line);
}

/** Where the text of an event begins, with its anchor and tag; undefined if it has none, such as an empty value. */
export function startOf(event: Event | undefined): number | undefined {
  const starts = offsetsOf(event).map(([start]) => start);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** Where the text of an event ends; that of a list or map in brackets ends after the first bracket. */
export function endOf(event: Event | undefined): number | undefined {
  const ends = offsetsOf(event).map(([, end]) => end);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

function offsetsOf(event: Event | undefined): (readonly [start: number, end: number])[] {
  const offsets: [number, number][] = [];
  if (event !== undefined && "anchorStart" in event) {
    offsets.push([event.anchorStart - 1, event.anchorEnd]);
  }
  if (event !== undefined && "tagStart" in event) {
    offsets.push([event.tagStart, event.tagEnd]);
  }
  if (event?.type === EVENT_ID.SCALAR) {
    const quote =
      event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
    offsets.push([event.valueStart - quote, event.valueEnd + quote]);
  } else if (event?.type === EVENT_ID.SEQUENCE || event?.type === EVENT_ID.MAPPING) {
    offsets.push([event.start, event.start + (event.style === COLLECTION_STYLE.FLOW ? 1 : 0)]);
  }
  return offsets.filter(([start, end]) => start >= 0 && end >= 0);
}

/** The name of an event's anchor, or of the anchor that an alias refers to; undefined if it has none. */
export function anchorOf(event: Event, text: string): string | undefined {
  return "anchorStart" in event && event.anchorStart !== -1
    ? text.slice(event.anchorStart, event.anchorEnd)
    : undefined;
}

/** Finds the event after each node, by the index of the node's first event. */
export function findEnds(events: readonly Event[]): Uint32Array {
  const ends = new Uint32Array(events.length);
  const open: number[] = [];
  for (const [index, { type }] of events.entries()) {
    ends[index] = index + 1;
    if (type === EVENT_ID.POP) {
      ends[open.pop() ?? 0] = index + 1;
    } else if (type !== EVENT_ID.SCALAR && type !== EVENT_ID.ALIAS) {
      open.push(index);
    }
  }
  return ends;
}

/** Finds the node of each alias: the last one before it with its anchor. Both are indexes of events. */
export function findTargets(events: readonly Event[], text: string): ReadonlyMap<number, number> {
  const anchors = new Map<string | undefined, number>();
  const targets = new Map<number, number>();
  for (const [index, event] of events.entries()) {
    const anchor = anchorOf(event, text);
    const target = anchors.get(anchor);
    if (event.type !== EVENT_ID.ALIAS) {
      anchors.set(anchor, index);
    } else if (target !== undefined) {
      targets.set(index, target);
    }
  }
  return targets;
}
