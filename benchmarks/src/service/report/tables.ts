import type { Summary } from "../../measure/statistics.ts";
import { formatCount, formatMega, formatQuartiles } from "../../report/format.ts";
import { headLoad, writeLoadCells } from "../../report/load-cells.ts";
import type { Table } from "../../report/table.ts";
import type { Report } from "../result.ts";
import { credentialSources } from "../serve/credentials.ts";

/** The figures of the rounds. */
export function tabulateLoad({ loads }: Report): Table {
  return {
    headings: ["server", ...headLoad("stub + signature")],
    rows: [...loads].map(([{ title }, load]) => [title, ...writeLoadCells(load)]),
  };
}

/** What a signature costs by itself. */
export function tabulateVerification({ verification }: Report): Table {
  const format = (title: string, time: Summary): string[] => [
    title,
    time.median.toFixed(1),
    formatQuartiles(time, 1),
  ];
  return {
    headings: ["verification of RS256, 2048 bits", "CPU µs", "quartiles"],
    rows: [
      format("node:crypto, verify", verification.nodeCrypto),
      format("jose, compactVerify", verification.jose),
    ],
  };
}

/** How long a start takes, and what takes how long. */
export function tabulateStart({ start }: Report): Table {
  return {
    headings: [
      "credentials",
      "start to answer ms",
      "quartiles",
      "Node.js",
      "imports",
      "files, listening",
      "first answer",
      "CPU ms",
    ],
    rows: credentialSources.map((source) => {
      const { total, node, imports, listening, answer, cpu } = start[source];
      return [
        source,
        total.median.toFixed(0),
        formatQuartiles(total, 0),
        ...[node, imports, listening, answer, cpu].map(({ median }) => median.toFixed(0)),
      ];
    }),
  };
}

/** How much memory is taken. */
export function tabulateMemory({ memory }: Report): Table {
  return {
    headings: [
      "clusters × associations",
      "credentials",
      "RSS MB at start",
      "after requests",
      "listens after ms",
    ],
    rows: memory.map(({ size, credentials, early, late, start }) => [
      `${size.clusters} × ${formatCount(size.associations)}`,
      credentials,
      formatMega(early.median, 0),
      formatMega(late.median, 0),
      formatCount(start.median),
    ]),
  };
}

/** Below this, what else is on the heap drowns an index. */
const leastForBytes = 1_000;

/** How long look-ups take, and how much memory an index takes. */
export function tabulateLookups({ lookups }: Report): Table {
  return {
    headings: [
      "associations",
      "number",
      "look-up ns",
      "p99",
      "in a Map ns",
      "index bytes",
      "with associations",
    ],
    rows: lookups.flatMap(({ shape, points }) =>
      points.map(({ associations, index, map, indexBytes, associationBytes }) => [
        shape.title,
        formatCount(associations),
        formatCount(index.median),
        formatCount(index.p99),
        formatCount(map.median),
        ...[indexBytes, indexBytes + associationBytes].map((bytes) =>
          associations < leastForBytes ? "" : formatCount(bytes),
        ),
      ]),
    ),
  };
}
