import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  SCALAR_STYLE,
  YAMLException,
} from "js-yaml";
import { type LineProblem, UnusableFileError } from "./file-error.ts";
import { findBadAliases } from "./yaml-aliases.ts";
import { findEnds, findTargets, parseYamlEvents, startOf, startsWithBracket } from "./yaml-events.ts";

/** A message quotes at most this much of a file. */
const maxReasonLength = 200;

/** A YAML document: its value, and the lines where its parts begin. Its size in memory is limited, aliases included. */
export class YamlDocument {
  /** The value; undefined if the text is empty. */
  readonly value: unknown;
  readonly #text: string;
  /** The text for the parser, with the same positions. */
  readonly #source: string;
  readonly #events: readonly Event[];
  /** The first event after the node that begins at an event. */
  #ends: Uint32Array | undefined;
  /** The node of each alias. */
  #targets: ReadonlyMap<number, number> | undefined;
  #lineStarts: readonly number[] | undefined;

  /**
   * Parses the text of a YAML file.
   *
   * @param path - the file's path, for messages
   * @throws UnusableFileError if the text is not one YAML document, or its aliases expand to too much
   */
  constructor(text: string, path: string) {
    this.#text = text;
    try {
      const { events, source } = parseYamlEvents(text);
      this.#events = events;
      this.#source = source;
      const problems = [...this.#findSecondDocument(), ...this.#findBadAliases()];
      if (problems.length > 0) {
        throw UnusableFileError.ofProblems(path, problems);
      }
      this.value = constructFromEvents(events, { source, schema: CORE_SCHEMA })[0];
    } catch (error) {
      throw error instanceof YAMLException
        ? UnusableFileError.ofProblems(path, [this.#describeSyntaxError(error)])
        : error;
    }
  }

  /**
   * Finds the line where a value begins, counted from 1; if there is none, the line of what should contain it. Aliases
   * are resolved.
   */
  lineOf(path: readonly PropertyKey[]): number {
    return this.#lineAt(this.#find(path).offset);
  }

  /** Finds the line of a map's key, counted from 1. */
  lineOfKey(path: readonly PropertyKey[], key: string): number {
    const { node, offset } = this.#find(path);
    return this.#lineAt(this.#member(node, key)?.keyOffset ?? offset);
  }

  #find(path: readonly PropertyKey[]): { node: number; offset: number } {
    let node = 1;
    let offset = startOf(this.#events[node]) ?? 0;
    for (const part of path) {
      const member = this.#member(node, part);
      if (member === undefined) {
        break;
      }
      node = member.node;
      offset = this.#offsetOf(node) ?? member.keyOffset ?? offset;
    }
    return { node, offset };
  }

  #member(at: number, name: PropertyKey): { node: number; keyOffset?: number | undefined } | undefined {
    const collection = this.#resolve(at);
    const type = this.#events[collection]?.type;
    if (type !== EVENT_ID.SEQUENCE && type !== EVENT_ID.MAPPING) {
      return undefined;
    }
    let position = 0;
    for (let node = collection + 1; this.#events[node]?.type !== EVENT_ID.POP; node = this.#endOf(node)) {
      if (type === EVENT_ID.SEQUENCE) {
        if (position === name) {
          return { node };
        }
      } else if (this.#textOf(node) === String(name)) {
        return { node: this.#endOf(node), keyOffset: startOf(this.#events[node]) };
      } else {
        node = this.#endOf(node);
      }
      position++;
    }
    return undefined;
  }

  /** The node of an alias. */
  #resolve(node: number): number {
    if (this.#events[node]?.type !== EVENT_ID.ALIAS) {
      return node;
    }
    this.#targets ??= findTargets(this.#events, this.#text);
    return this.#targets.get(node) ?? node;
  }

  #textOf(node: number): string | undefined {
    const event = this.#events[this.#resolve(node)];
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.#source, event) : undefined;
  }

  /** Undefined if a value is empty, or a block of text, which begins at the line of its key. */
  #offsetOf(node: number): number | undefined {
    const event = this.#events[node];
    const isBlock =
      event?.type === EVENT_ID.SCALAR &&
      (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK);
    return isBlock ? undefined : startOf(event);
  }

  #endOf(node: number): number {
    this.#ends ??= findEnds(this.#events);
    return this.#ends[node] ?? this.#events.length;
  }

  #lineAt(offset: number): number {
    this.#lineStarts ??= findLineStarts(this.#text);
    let [low, high] = [0, this.#lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low + 1;
  }

  *#findSecondDocument(): Iterable<LineProblem> {
    const second = this.#events.findIndex(({ type }, index) => index > 0 && type === EVENT_ID.DOCUMENT);
    if (second !== -1) {
      const end =
        this.#events
          .slice(0, second)
          .map(startOf)
          .findLast((start) => start !== undefined) ?? 0;
      const marker = /^---/m.exec(this.#text.slice(end))?.index ?? 0;
      const message = "a second YAML document begins here; only one is allowed. Remove it.";
      yield { line: this.#lineAt(end + marker), message };
    }
  }

  #findBadAliases(): LineProblem[] {
    return findBadAliases(this.#events, this.#source).map(({ offset, message }) => ({
      line: this.#lineAt(offset),
      message,
    }));
  }

  #describeSyntaxError({ reason, mark }: YAMLException): LineProblem {
    const at = mark?.position ?? 0;
    const line = this.#lineAt(at);
    // A glob that is not in quotes. The parser expects a name after the "*".
    if (/(?:^|[\s,[{])\*$/.test(this.#text.slice(Math.max(at - 2, 0), at))) {
      const message =
        'an alias begins with "*" here. If it is a text, put it in quotes; otherwise give the alias a name.';
      return { line, message };
    }
    if (startsWithBracket(this.#text, at)) {
      const message =
        "this bracket closes nothing, or is not indented enough. Remove it, or indent it more than the key that its list or map belongs to.";
      return { line, message };
    }
    const short = reason.length > maxReasonLength ? `${reason.slice(0, maxReasonLength)}...` : reason;
    return { line, message: `this is not YAML: ${short}. Correct it.` };
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    starts.push(end + 1);
  }
  return starts;
}
