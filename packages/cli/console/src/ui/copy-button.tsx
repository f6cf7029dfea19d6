import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

const shownMs = 2_000;

/** Properties of {@link CopyButton}. */
export interface CopyButtonProps {
  readonly text: string;
  /** What is copied: `variables`. */
  readonly label: string;
}

/** Copies a text to the clipboard, and says whether that worked. */
export function CopyButton({ text, label }: CopyButtonProps): JSX.Element {
  const [result, setResult] = useState<"copied" | "failed">();
  useEffect(() => {
    const timer = window.setTimeout(() => setResult(undefined), shownMs);
    return () => window.clearTimeout(timer);
  }, [result]);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setResult("copied"),
      () => setResult("failed"),
    );
  };
  return (
    <button type="button" class="small" onClick={copy}>
      <span aria-live="polite">
        {result === undefined
          ? `Copy ${label}`
          : result === "copied"
            ? "Copied"
            : "Can't copy: select the text"}
      </span>
    </button>
  );
}
