import type { AddHelpTextContext } from "commander";
import { findWidth } from "./standard-streams.ts";

/**
 * Makes text for the end of a command's help fit the terminal. Lines without indentation are prose. Those with 2 to 5 spaces
 * are commands of a POSIX shell, which stay complete: they can be pasted. Those with more spaces are notes about them.
 */
export function helpText(text: string): (context: AddHelpTextContext) => string {
  return ({ error }) => wrapHelpText(text, findWidth(error ? "stderr" : "stdout"));
}

/** @param width - in columns. A word that is longer stays whole */
export function wrapHelpText(text: string, width: number): string {
  return joinLines(text)
    .map((line) => {
      const [indentation = ""] = /^ */.exec(line) ?? [];
      const isCommand = indentation.length >= 2 && indentation.length < 6;
      const [words, end] = isCommand ? [groupWords(splitWords(line)), " \\"] : [line.trim().split(" "), ""];
      return wrapWords(words, { indentation, hanging: isCommand ? "  " : "", end, width });
    })
    .join("\n");
}

/** Joins the lines of each paragraph, and those of each command. */
function joinLines(text: string): string[] {
  const joined: string[] = [];
  for (const line of text.split("\n")) {
    const previous = joined.at(-1) ?? "";
    if (/ [\\|]$/.test(previous)) {
      joined.splice(-1, 1, `${previous.replace(/ \\$/, "")} ${line.trim()}`);
    } else if (/^\S/.test(previous) && /^\S/.test(line) && !previous.endsWith(":")) {
      joined.splice(-1, 1, `${previous} ${line}`);
    } else {
      joined.push(line);
    }
  }
  return joined;
}

/** Splits a command at the spaces outside of quotes. */
function splitWords(command: string): string[] {
  return command.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
}

/** Keeps an option together with its value, and a pipe with its command. */
function groupWords(words: readonly string[]): string[] {
  const groups: string[] = [];
  words.forEach((word, index) => {
    const previous = words[index - 1] ?? "";
    if (previous === "|" || (previous.startsWith("--") && !/^[-|]/.test(word))) {
      groups.push(`${groups.pop()} ${word}`);
    } else {
      groups.push(word);
    }
  });
  return groups;
}

/** How {@link wrapWords} makes lines. */
interface WrapOptions {
  readonly indentation: string;
  /** The further indentation of the lines after the first. */
  readonly hanging: string;
  /** What a line that continues ends with. */
  readonly end: string;
  readonly width: number;
}

/** Makes lines of words, each as long as possible. A word that is longer than the width stays whole. */
export function wrapWords(
  words: readonly string[],
  { indentation, hanging, end, width }: WrapOptions,
): string {
  const lines: string[] = [];
  let line = indentation;
  words.forEach((word, index) => {
    const isFirst = line.trim() === "";
    const added = isFirst ? line + word : `${line} ${word}`;
    const endLength = index === words.length - 1 ? 0 : end.length;
    if (!isFirst && added.length + endLength > width) {
      lines.push(line + end);
      line = `${indentation}${hanging}${word}`;
    } else {
      line = added;
    }
  });
  return [...lines, line].join("\n");
}
