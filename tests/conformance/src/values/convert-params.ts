import { ExactNumber } from "../model/exact-numbers.ts";
import { hasTrait, type Model } from "../model/model.ts";
import { streamOnce } from "./streams.ts";

/** How to convert params. */
interface Conversion {
  readonly model: Model;
  /** Whether a streaming blob becomes a stream. If not, it becomes bytes, to be compared with a recorded input. */
  readonly streams: boolean;
}

/**
 * Converts the params of a case to values of an implementation. In params a timestamp is a number of seconds, a blob is
 * its raw text, and a number can be `"NaN"`. Nulls stay nulls.
 *
 * @param id - the shape of `value`
 * @throws Error if the value does not match the shape
 * @see https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#parameter-format
 */
export function convertParams(value: unknown, id: string, conversion: Conversion): unknown {
  const { model, streams } = conversion;
  const shape = model.getShape(id);
  switch (shape.type) {
    case "structure":
    case "union":
      return convertEntries(value, conversion, (name) => shape.members?.[name]?.target);
    case "map":
      return convertEntries(value, conversion, () => shape.value?.target);
    case "list":
    case "set":
      return (value as unknown[]).map((item) => convertItem(item, shape.member?.target, conversion));
    case "blob": {
      const bytes = new TextEncoder().encode(String(value));
      return streams && hasTrait(shape, "streaming") ? streamOnce(bytes) : bytes;
    }
    case "timestamp":
      // Cases of event streams have a date and a time instead.
      return new Date(typeof value === "string" ? value : Math.round(Number(value) * 1000));
    case "byte":
    case "short":
    case "integer":
    case "intEnum":
    case "float":
    case "double":
      return Number(value);
    case "long":
    case "bigInteger":
      return BigInt(getSource(value));
    case "string":
    case "enum":
    case "boolean":
    case "document":
      return value;
    default:
      throw new Error(`${id}: params of type ${shape.type} are not supported; add the type to convertParams`);
  }
}

function convertItem(item: unknown, target: string | undefined, conversion: Conversion): unknown {
  if (target === undefined) {
    throw new Error("the shape has no member for the param");
  }
  return item === null ? null : convertParams(item, target, conversion);
}

function convertEntries(
  value: unknown,
  conversion: Conversion,
  getTarget: (name: string) => string | undefined,
): object {
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [
      name,
      convertItem(item, getTarget(name), conversion),
    ]),
  );
}

/** The digits of an integer, without an exponent. */
function getSource(value: unknown): string {
  if (value instanceof ExactNumber) {
    const [digits = "", power = "0"] = value.canonical.split("e");
    return digits + "0".repeat(Number(power));
  }
  return String(value);
}
