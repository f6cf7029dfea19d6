import { formatCount, formatMega, formatQuartiles } from "../../report/format.ts";
import { headLoad, writeLoadCells } from "../../report/load-cells.ts";
import type { Table } from "../../report/table.ts";
import type { Report } from "../result.ts";

/** The figures of the rounds. */
export function tabulateLoad({ loads }: Report): Table {
  return {
    headings: ["server", "pods", ...headLoad("bare")],
    rows: loads.flatMap(({ pods, loads: servers }) =>
      [...servers].map(([{ title }, load]) => [title, formatCount(pods), ...writeLoadCells(load)]),
    ),
  };
}

/** How much memory is taken, and what takes it. */
export function tabulateMemory({ memory: { pods, node, agents } }: Report): Table {
  return {
    headings: [
      "agent",
      "RSS MB",
      "quartiles",
      "Node.js alone",
      "imports, listening",
      `${formatCount(pods)} pods`,
    ],
    rows: agents.map(({ variant, listening, holding }) => [
      variant.title,
      formatMega(holding.median, 0),
      `${formatMega(holding.lowerQuartile, 0)}–${formatMega(holding.upperQuartile, 0)}`,
      formatMega(node.median, 0),
      formatMega(listening.median - node.median, 0),
      formatMega(holding.median - listening.median, 0),
    ]),
  };
}

/** How long a start takes, and what takes how long. */
export function tabulateStart({ starts }: Report): Table {
  return {
    headings: [
      "agent",
      "start to credentials ms",
      "quartiles",
      "Node.js",
      "imports",
      "listening",
      "signature",
      "network",
      "answer",
      "CPU ms",
    ],
    rows: starts.map(({ variant, isSigned, times }) => {
      const { total, node, imports, listening, signature, network, answer, cpu } = times;
      return [
        isSigned ? variant.title : `${variant.title}, unsigned`,
        total.median.toFixed(0),
        formatQuartiles(total, 0),
        ...[node, imports, listening, signature, network, answer, cpu].map(({ median }) => median.toFixed(0)),
      ];
    }),
  };
}
