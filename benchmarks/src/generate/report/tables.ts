import type { Summary } from "../../measure/statistics.ts";
import type { Table } from "../../report/table.ts";
import type { Report } from "../result.ts";

/** The times, and what share of the whole each part has. */
export function tabulateTimes({ idle, change }: Report): Table {
  const { total, smithy, generating, building } = change;
  const share = ({ median }: Summary): string => `${Math.round((median / total.median) * 100)} %`;
  return {
    headings: ["time", "seconds", "quartiles", "share"],
    rows: [
      ["npm run generate with nothing to do: no JVM", ...format(idle, 2), ""],
      ["one member, from the save to rebuilt packages", ...format(total, 1), "100 %"],
      ["the Smithy CLI on the JVM", ...format(smithy, 1), share(smithy)],
      ["generating and formatting", ...format(generating, 1), share(generating)],
      ["building types, client and server", ...format(building, 1), share(building)],
    ],
  };
}

function format({ median, lowerQuartile, upperQuartile }: Summary, digits: number): [string, string] {
  return [median.toFixed(digits), `${lowerQuartile.toFixed(digits)}–${upperQuartile.toFixed(digits)}`];
}
