import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/files/decode-text.ts";

function utf16(text: string, { bigEndian = false, mark = "" } = {}): Buffer {
  const bytes = Buffer.from(mark + text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

test("any text in UTF-8 is decoded, without its byte order mark", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.boolean(), (text, hasMark) => {
      fc.pre(!text.includes("\0") && !text.startsWith("\ufeff"));
      expect(decodeText(Buffer.from((hasMark ? "\ufeff" : "") + text), "a.yaml")).toBe(text);
    }),
  );
});

describe("refused with the encoding and the fix:", () => {
  const text = "associations: []\n";
  const inUtf16 =
    "a.yaml:1: the file is UTF-16, not UTF-8. Convert it with: iconv -f UTF-16 -t UTF-8. In PowerShell, write it with: Out-File -Encoding utf8.";

  test.each([
    ["UTF-16, as PowerShell writes it", utf16(text, { mark: "\ufeff" }), inUtf16],
    ["UTF-16, big-endian", utf16(text, { mark: "\ufeff", bigEndian: true }), inUtf16],
    ["UTF-16 without a mark", utf16(text), inUtf16],
    ["UTF-16, big-endian, without a mark", utf16(text, { bigEndian: true }), inUtf16],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "a.yaml:1: the file is UTF-32, not UTF-8. "],
    ["Latin-1", Buffer.from("a: b\n# caf\xe9\n", "latin1"), "a.yaml:2: a character is not UTF-8; "],
    ["a truncated character", Buffer.from("é").subarray(0, 1), "a.yaml:1: a character is not UTF-8; "],
    [
      "a binary file",
      Buffer.from("a: b\nc\0"),
      "a.yaml:2: there is a zero byte, so this is not a text file. ",
    ],
  ])("%s", (_name, content, message) => {
    expect(() => decodeText(content, "a.yaml")).toThrow(message);
  });
});
