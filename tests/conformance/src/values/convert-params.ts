import { ExactNumber } from "../model/exact-numbers.ts";
import { getTrait, type Model } from "../model/model.ts";

/** How to convert. */
interface Conversion {
  readonly model: Model;
  /** Whether a streaming blob becomes a stream; else its bytes, which is how a captured one is compared. */
  readonly streams: boolean;
}

/**
 * Makes of a case's params what an implementation handles. In params a timestamp is a number of seconds, a blob its raw
 * text, and `"NaN"` a number. A null stays one wherever it stands.
 *
 * @param id - the shape that `value` is of
 * @throws Error where the value isn't one of the shape
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
      return streams && getTrait(shape, "streaming") ? streamOnce(bytes) : bytes;
    }
    case "timestamp":
      return new Date(Math.round(Number(value) * 1000));
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
      throw new Error(`${id}: write here how params of type ${shape.type} are converted`);
  }
}

function convertItem(item: unknown, target: string | undefined, conversion: Conversion): unknown {
  if (target === undefined) {
    throw new Error("a param that its shape has no member for");
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

async function* streamOnce(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}

/** Writes an integer out, without an exponent. */

function getSource(value: unknown): string {
  if (value instanceof ExactNumber) {
    const [digits = "", power = "0"] = value.canonical.split("e");
    return digits + "0".repeat(Number(power));
  }
  return String(value);
}
