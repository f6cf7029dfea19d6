import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The quoted words in a part of a source file. */
function wordsIn(path: string, start: RegExp, end: string): string[] {
  const [, text = ""] = read(path).split(start);
  const [part = ""] = text.split(end);
  return Array.from(part.matchAll(/"(\w+)"/g), ([, word = ""]) => word);
}

const page = read("docs/webhook.md");

test("docs/webhook.md has each code that the log of the webhook can have, and no other", () => {
  const log = read("packages/cli/src/webhook/webhook-log.ts");
  const codes = [
    ...Array.from(log.matchAll(/\bcode(?:: | = )"(\w+)"/g), ([, code = ""]) => code),
    ...["injected", "unchanged", "skipped", "review_failed", "log_lines_lost", "lines_not_logged"],
    ...wordsIn("packages/kubernetes/src/informer.ts", /readonly code: /, ";"),
    ...wordsIn("packages/webhook/src/certificates/certificate-event.ts", /CertificateEventCode =/, ";"),
    ...["tls_reloaded", "tls_rejected"],
  ];
  const [, table = ""] = /<!-- codes: start -->(.*)<!-- codes: end -->/s.exec(page) ?? [];
  const documented = Array.from(table.matchAll(/^\| `(\w+)` /gm), ([, code]) => code);
  expect(documented.toSorted()).toEqual([...new Set(codes)].toSorted());
});

test("docs/webhook.md has each reason of a decision, and no other", () => {
  const reasons = [
    ...wordsIn("packages/webhook/src/injection/inject-pod.ts", /InjectionSkipReason =/, ";"),
    ...wordsIn("packages/webhook/src/review/review-pod.ts", /SkipReason =/, ";"),
    ...wordsIn("packages/webhook/src/review/review-pod.ts", /FailureReason =/, ";"),
  ];
  expect(reasons.length).toBeGreaterThan(5);
  const documented = Array.from(
    page.matchAll(/^\| `(?:skipped|failed)` \| `(\w+)` /gm),
    ([, reason]) => reason,
  );
  expect(documented.toSorted()).toEqual(reasons.toSorted());
});
