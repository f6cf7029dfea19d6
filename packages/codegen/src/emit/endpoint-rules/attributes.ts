import { code } from "../../print/source-file.ts";
import { constantAttribute, type PartitionTable } from "./partition-table.ts";
import type { PartitionAttribute } from "./partitions.ts";
import { constantValue, optionalValue, requiredValue, type Value, type ValueKind } from "./value.ts";

const kinds: Readonly<Record<string, ValueKind>> = {
  isIp: "boolean",
  resourceId: "stringArray",
  supportsDualStack: "boolean",
  supportsFIPS: "boolean",
};

/**
 * Compiles the reading of an attribute.
 *
 * @param path - names and indexes: `scheme`, `resourceId[0]`, `[1]`
 * @see https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html#getattr-function
 */
export function compileAttribute(value: Value, path: string, partitions: PartitionTable): Value {
  return [...path.matchAll(/\[(-?\d+)\]|[^.[\]]+/g)].reduce(
    (parent, [name, index]) =>
      index === undefined ? readProperty(parent, name, partitions) : readItem(parent, Number(index)),
    value,
  );
}

function readProperty(parent: Value, name: string, partitions: PartitionTable): Value {
  const kind = kinds[name] ?? "string";
  if (parent.kind !== "partition") {
    return requiredValue(kind, code`${parent.code}.${name}`);
  }
  const attribute = name as PartitionAttribute;
  const constant = constantAttribute(attribute);
  return constant === undefined
    ? requiredValue(kind, partitions.read(parent.code, attribute))
    : constantValue(constant);
}

function readItem({ code: list }: Value, index: number): Value {
  return optionalValue("string", index < 0 ? code`${list}.at(${index})` : code`${list}[${index}]`);
}
