import type { JSX } from "preact";
import type { TokenCheckResult } from "../../../src/console/api-types.ts";

/** Each check of a token with what was found. */
export function TokenChecks({ checks }: { readonly checks: readonly TokenCheckResult[] }): JSX.Element {
  if (checks.length === 0) {
    return <p class="quiet">The request was refused before its token was checked.</p>;
  }
  return (
    <ul class="checks">
      {checks.map(({ check, status, message }) => (
        <li key={check} class={status.replace(" ", "-")}>
          <span class="name">{check}</span>
          <span class="verdict">{status}</span>
          <span class="value">{message}</span>
        </li>
      ))}
    </ul>
  );
}
