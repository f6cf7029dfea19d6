/**
 * Lists the identifiers in a piece of TypeScript that can be names of variables, types or functions: not those in comments
 * and strings, and not names of properties after a dot.
 *
 * @param text - code without regular expressions; those of a model are strings in generated code
 */
export function findIdentifiers(text: string): Set<string> {
  const tokens = text.matchAll(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\$\{|(?<!\.)\.\s*[\p{ID_Start}_$][\p{ID_Continue}$]*|([\p{ID_Start}_$][\p{ID_Continue}$]*)/gu,
  );
  return new Set([...tokens].flatMap(([, identifier]) => identifier ?? []));
}
