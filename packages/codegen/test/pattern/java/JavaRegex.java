import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Matches strings by java.util.regex. Each line of the input is a pattern and strings, separated by tabs, each as the
 * hexadecimal numbers of its UTF-16 units. The answer to each is a line with one character for each string: 1 if the pattern
 * is found in it, 0 if not, ? if it has a code point that this Java's version of Unicode does not define, or if Java backtracks
 * too much to tell. If Java rejects the pattern, the line is "rejected".
 */
class JavaRegex {
  public static void main(String[] args) throws IOException {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    PrintStream output = new PrintStream(System.out, true);
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      output.println(answer(line.split("\t", -1)));
    }
  }

  static String answer(String[] fields) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(decode(fields[0]));
    } catch (PatternSyntaxException error) {
      return "rejected";
    }
    StringBuilder results = new StringBuilder();
    for (int index = 1; index < fields.length; index++) {
      results.append(match(pattern, decode(fields[index])));
    }
    return results.toString();
  }

  static String decode(String field) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < field.length(); index += 4) {
      text.append((char) Integer.parseInt(field, index, index + 4, 16));
    }
    return text.toString();
  }

  static char match(Pattern pattern, String text) {
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.UNASSIGNED && !isNever(point))) {
      return '?';
    }
    try {
      return find(pattern.matcher(new CountedText(text)), text) ? '1' : '0';
    } catch (StackOverflowError | TooManyReads error) {
      return '?';
    }
  }

  static class TooManyReads extends RuntimeException {}

  /** A text that can be read a limited number of times: backtracking can take Java longer than anyone waits. */
  record CountedText(CharSequence text, int[] reads) implements CharSequence {
    CountedText(String text) {
      this(text, new int[1]);
    }

    @Override
    public char charAt(int index) {
      if (++reads[0] > 1_000_000) {
        throw new TooManyReads();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new CountedText(text.subSequence(start, end), reads);
    }
  }

  static boolean isNever(int point) {
    return (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
  }

  /** Java can begin a match between the surrogates of a code point, where ECMAScript has no position. */
  static boolean find(Matcher matcher, String text) {
    if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return matcher.find();
    }
    matcher.useAnchoringBounds(false).useTransparentBounds(true);
    for (int start = 0; start <= text.length(); start++) {
      boolean isInside = start > 0 && start < text.length()
          && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start));
      if (!isInside && matcher.region(start, text.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }
}
