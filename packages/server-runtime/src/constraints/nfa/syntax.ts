/** A part of a regular expression, without what doesn't change which strings match: captures, and whether it is greedy. */
export type Node =
  /** Reads one code point. `source` is an expression for it: `a`, `\d`, `[a-z]`. */
  | { readonly kind: "set"; readonly source: string }
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "choice"; readonly choices: readonly Node[] }
  | { readonly kind: "repeat"; readonly node: Node; readonly min: number; readonly max: number }
  | LookNode
  | { readonly kind: "start" | "end" | "boundary" | "noBoundary" };

/** `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`. */
export interface LookNode {
  readonly kind: "look";
  readonly behind: boolean;
  readonly negate: boolean;
  readonly node: Node;
}

/** An escape or a character, or a class of them. */
const set = [
  String.raw`\[(?:[^\]\\]|\\.)*\]`,
  String.raw`\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}`,
  String.raw`\\(?:u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\})`,
  String.raw`\\.`,
  ".",
].join("|");

const tokens = new RegExp(
  [
    String.raw`(?<reference>\\[1-9k])`,
    String.raw`\((?<group>\?(?:<?[=!]|:|<[^>]*>))?`,
    String.raw`[)|^$]|\\[bB]`,
    String.raw`(?:(?<repeat>[*+?])|\{(?<min>\d+)(?<comma>,)?(?<max>\d+)?\})\??`,
    `(?<set>${set})`,
  ].join("|"),
  "gsu",
);

type Token = RegExpExecArray | undefined;

const assertions: Readonly<Record<string, Node>> = {
  "^": { kind: "start" },
  $: { kind: "end" },
  "\\b": { kind: "boundary" },
  "\\B": { kind: "noBoundary" },
};

/**
 * Parses a regular expression.
 *
 * @param expression - valid with the flag `u`
 * @throws SyntaxError if it has backreferences, which can't be matched in linear time
 * @see https://tc39.es/ecma262/#sec-patterns
 */
export function parseExpression(expression: string): Node {
  const list = [...expression.matchAll(tokens)];
  let index = 0;

  function peek(): Token {
    return list[index];
  }

  function parseChoice(): Node {
    const choices = [parseSequence()];
    while (peek()?.[0] === "|") {
      index++;
      choices.push(parseSequence());
    }
    return { kind: "choice", choices };
  }

  function parseSequence(): Node {
    const nodes: Node[] = [];
    for (let token = peek(); token !== undefined && !/^[|)]$/.test(token[0]); token = peek()) {
      index++;
      const node = parseTerm(token);
      const counts = readCounts(peek());
      index += counts === undefined ? 0 : 1;
      nodes.push(counts === undefined ? node : { kind: "repeat", node, ...counts });
    }
    return { kind: "sequence", nodes };
  }

  function parseTerm({ 0: text, groups = {} }: RegExpExecArray): Node {
    if (groups.reference !== undefined) {
      throw new SyntaxError("Backreferences can't be matched in linear time.");
    }
    if (groups.set !== undefined) {
      return { kind: "set", source: text };
    }
    const assertion = assertions[text];
    return assertion ?? parseGroup(groups.group ?? "");
  }

  function parseGroup(start: string): Node {
    const node = parseChoice();
    index++;
    const isLook = /[=!]$/.test(start);
    return isLook ? { kind: "look", behind: start.includes("<"), negate: start.endsWith("!"), node } : node;
  }

  return parseChoice();
}

function readCounts(token: Token): { min: number; max: number } | undefined {
  const { repeat, min, comma, max } = token?.groups ?? {};
  if (repeat !== undefined) {
    return { min: repeat === "+" ? 1 : 0, max: repeat === "?" ? 1 : Number.POSITIVE_INFINITY };
  }
  if (min === undefined) {
    return undefined;
  }
  return {
    min: Number(min),
    max: comma === undefined ? Number(min) : max === undefined ? Number.POSITIVE_INFINITY : Number(max),
  };
}
