import type { AstShape } from "../../codegen/model/json-ast.ts";
import type { ApiShape } from "../api/api.ts";
import type { Change } from "../change.ts";
import { compareTraits } from "./compare-traits.ts";

const enumValue = "smithy.api#enumValue";

/** Compares the values of an enum or intEnum. They go by the value itself, which is what JSON and types have. */
export function compareEnum(name: string, old: ApiShape, now: ApiShape): Change[] {
  const [before, after] = [namesByValue(old.shape), namesByValue(now.shape)];
  const usages = new Set([...old.usages, ...now.usages]);
  const added = [...after].filter(([value]) => !before.has(value));
  const removed = [...before].filter(([value]) => !after.has(value));
  const kept = [...after].flatMap(([value, member]) => {
    const former = before.get(value);
    return former === undefined ? [] : { place: `${name}$${member}`, former, member };
  });
  return [
    ...added.flatMap(([value, member]) =>
      [...usages].map(
        (usage): Change => ({
          rule: `choice-added-${usage}`,
          place: `${name}$${member}`,
          what: `${JSON.stringify(value)} added, in ${usage}s`,
        }),
      ),
    ),
    ...removed.map(
      ([value, member]): Change => ({
        rule: "choice-removed",
        place: `${name}$${member}`,
        what: `${JSON.stringify(value)} removed`,
      }),
    ),
    ...kept.flatMap(({ place, former, member }): Change[] => [
      ...(former === member ? [] : [{ rule: "choice-renamed", place, what: `was ${former}` } as const]),
      ...compareTraits(
        { place, usages },
        old.shape.members?.[former]?.traits,
        now.shape.members?.[member]?.traits,
        [enumValue],
      ),
    ]),
  ];
}

function namesByValue({ members = {} }: AstShape): Map<unknown, string> {
  return new Map(Object.entries(members).map(([name, { traits }]) => [traits?.[enumValue] ?? name, name]));
}
