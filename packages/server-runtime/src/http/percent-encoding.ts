import { SerializationException } from "../errors/protocol-error.ts";

/**
 * Decodes percent-encoding. A `+` stays one.
 *
 * @param place - where the text is, `the label name in the path`
 * @throws SerializationException where it doesn't decode to UTF-8
 */
export function decodePercent(text: string, place: string): string {
  if (!text.includes("%")) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SerializationException(`Expected percent-encoded UTF-8 in ${place}.`);
  }
}
