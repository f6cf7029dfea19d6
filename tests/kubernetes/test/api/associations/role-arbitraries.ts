import { checkResourceInput } from "@eks-auth/service/kubernetes";
import fc from "fast-check";

/** Characters that mean something in a regular expression, in a glob or between globs, and some that do not. */
const tricky = fc.constantFrom(..."\\QEdw.*?+-^$|()[]{}:/,#&'\"<>%~aZ0", "\\E", "\\Q", "[^:]*");
const pathSegment = fc
  .string({ unit: tricky, minLength: 1, maxLength: 6 })
  .filter((text) => !text.includes("/"));
const name = fc.string({ unit: fc.constantFrom(..."aBz09_+=,.@-"), minLength: 1, maxLength: 6 });

/** ARNs of roles that the API server and the service accept. */
const roleArn = fc
  .tuple(
    fc.constantFrom("aws", "aws", "aws-cn"),
    fc.constantFrom("111122223333", "444455556666"),
    fc.array(pathSegment, { maxLength: 2 }),
    name,
  )
  .map(
    ([partition, account, path, last]) =>
      `arn:${partition}:iam::${account}:role/${[...path, last].join("/")}`,
  )
  .filter(isRoleArn);

function isRoleArn(arn: string): boolean {
  try {
    return checkResourceInput({ namespace: "a", serviceAccount: "a", roleArn: arn }).role.arn === arn;
  } catch {
    return false;
  }
}

/** A change of a text: some characters are replaced, from a place that is a part of its length; mostly the name. */
const edit = (insert: fc.Arbitrary<string>) =>
  fc.tuple(fc.oneof(fraction(0), fraction(0.6)), fc.nat({ max: 4 }), insert);

function fraction(min: number): fc.Arbitrary<number> {
  return fc.double({ min, max: 1, noNaN: true });
}

type Edit = readonly [place: number, length: number, insert: string];

function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits.reduce((edited, [place, length, insert]) => {
    const at = Math.floor(place * edited.length);
    return edited.slice(0, at) + insert + edited.slice(at + length);
  }, text);
}

/** Globs that match one of the texts, or nearly. */
const globOf = (texts: readonly string[], insert: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(edit(insert), { maxLength: 2 }), fc.nat({ max: 9 }))
    .map(([text, edits, change]) => {
      const edited = applyEdits(text, edits);
      return change === 0 ? edited.toUpperCase() : edited;
    });

const roleGlobOf = (roles: readonly string[]) =>
  globOf(roles, fc.oneof({ weight: 4, arbitrary: fc.constantFrom("*", "?", "**", "*?") }, tricky));

/** What the configuration can have. */
const isRoleGlob = (glob: string) => /^arn:[a-z*?-]+:iam::[\d*?]{1,12}:role\/[\x21-\x7e]+$/.test(glob);

const namespace = fc.constantFrom("team-a", "team-b", "teams", "shop", "a", "x1-y2");
const namespaceGlobs = fc.array(
  fc.oneof(namespace, fc.constantFrom("team-*", "team-?", "*", "?", "s*p", "t?am*", "*-*")),
  { minLength: 1, maxLength: 2 },
);
const separator = fc.constantFrom(",", " ", "\n", "\t", "\r\n", ", ", " ,, ", "\u00a0", ";");

/** A namespace, and the roles that it is asked for. */
interface NamespaceCase {
  readonly name: string;
  readonly annotation: string | undefined;
  /** Each is a role, or a role and a target role. */
  readonly requests: readonly (readonly string[])[];
}

/** The rules of a cluster, and some of its namespaces. */
export interface RulesCase {
  readonly allowedRoles: readonly string[] | undefined;
  readonly namespaceRoles: readonly {
    readonly namespaces: readonly string[];
    readonly roles: readonly string[];
  }[];
  readonly cases: readonly NamespaceCase[];
}

/** Rules, annotations and requests with the same few roles, so that many of them are allowed. */
export const rulesCase: fc.Arbitrary<RulesCase> = fc
  .array(roleArn, { minLength: 3, maxLength: 6 })
  .chain((roles) => {
    const configured = fc.array(roleGlobOf(roles).filter(isRoleGlob), { minLength: 1, maxLength: 4 });
    const annotation = fc
      .array(fc.tuple(roleGlobOf(roles), separator), { maxLength: 8 })
      .map((parts) => parts.flat().join(""));
    const request = fc.oneof(
      fc.constantFrom(...roles).map((role) => [role]),
      fc.array(fc.constantFrom(...roles), { minLength: 2, maxLength: 2 }),
    );
    return fc.record({
      allowedRoles: fc.option(
        configured.map((globs) => ["arn:aws*:iam::111122223333:role/*", ...globs]),
        { nil: undefined, freq: 1 },
      ),
      namespaceRoles: fc.array(fc.record({ namespaces: namespaceGlobs, roles: configured }), {
        maxLength: 3,
      }),
      cases: fc.array(
        fc.record({
          name: namespace,
          annotation: fc.option(annotation, { nil: undefined }),
          requests: fc.array(request, { minLength: 4, maxLength: 8 }),
        }),
        { minLength: 8, maxLength: 12 },
      ),
    });
  });
