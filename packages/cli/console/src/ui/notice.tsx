import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Outcome } from "./action.ts";

/** Says how the last action ended. It moves into view, and screen readers read it out. */
export function Notice({ outcome }: { readonly outcome: Outcome | undefined }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome?.message !== undefined) {
      place.current?.scrollIntoView({ block: "nearest" });
    }
  }, [outcome?.message]);
  return (
    <div ref={place} class="outcome" role={outcome?.kind === "failed" ? "alert" : "status"}>
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
