import type { JSX } from "preact";
import type { Outcome } from "./action.ts";

/** Says how the last action ended. Screen readers read it out. */
export function Notice({ outcome }: { readonly outcome: Outcome | undefined }): JSX.Element {
  return (
    <div role={outcome?.kind === "failed" ? "alert" : "status"}>
      {outcome === undefined ? null : (
        <p class={`notice ${outcome.kind}`}>
          {outcome.message}
          {outcome.link === undefined ? null : (
            <>
              {" "}
              <a href={outcome.link.href}>{outcome.link.text}</a>
            </>
          )}
        </p>
      )}
    </div>
  );
}
