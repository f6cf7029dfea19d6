import { CommandError } from "@eks-auth/codegen/terminal";

/**
 * Replaces what stands between `<!-- NAME: start -->` and `<!-- NAME: end -->`.
 *
 * @param file - what the message calls the text
 * @throws CommandError where the markers aren't there
 */
export function replaceBetweenMarkers(text: string, name: string, replacement: string, file: string): string {
  const startMarker = `<!-- ${name}: start -->`;
  const endMarker = `<!-- ${name}: end -->`;
  const start = text.indexOf(startMarker);
  const end = text.indexOf(endMarker, start);
  if (start === -1 || end === -1) {
    throw new CommandError(`${file} lacks ${startMarker} or ${endMarker} behind it. Put both back.`);
  }
  return `${text.slice(0, start + startMarker.length)}\n\n${replacement.trim()}\n\n${text.slice(end)}`;
}
