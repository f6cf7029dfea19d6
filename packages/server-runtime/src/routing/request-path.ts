import type { Segment } from "./uri-pattern.ts";

/**
 * A request's path without the slash at its end, if it has one. A position is where a segment ends: at the slash after it, or
 * at the path's end.
 */
export class RequestPath {
  readonly text: string;
  readonly end: number;

  /** @param text - starts with a slash */
  constructor(text: string) {
    this.text = text;
    this.end = text.endsWith("/") ? text.length - 1 : text.length;
  }

  /** Where the segment ends that starts at an index. */
  segmentEnd(start: number): number {
    const slash = this.text.indexOf("/", start);
    return slash === -1 ? this.end : slash;
  }

  /** Where the segment ends that is followed by the last segments of the path; less than 1 if the path has no more. */
  endBefore(lastSegments: number): number {
    let position = this.end;
    for (let left = lastSegments; left > 0 && position > 0; left--) {
      position = this.text.lastIndexOf("/", position - 1);
    }
    return position;
  }

  /**
   * Takes the values of the labels.
   *
   * @param pattern - the segments of a pattern that the path matches
   */
  labels(pattern: readonly Segment[]): string[] {
    const labels: string[] = [];
    let position = 0;
    let following = pattern.length;
    for (const segment of pattern) {
      const start = position + 1;
      following -= 1;
      if (segment.kind === "literal") {
        position += 1 + segment.text.length;
      } else {
        position = segment.kind === "label" ? this.segmentEnd(start) : this.endBefore(following);
        labels.push(this.text.slice(start, position));
      }
    }
    return labels;
  }
}
