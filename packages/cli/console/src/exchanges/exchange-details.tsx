import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Exchange } from "../../../src/console/api-types.ts";
import { linkTo } from "../route.ts";
import { AssociationDetails } from "./association-details.tsx";
import { OutcomeMark } from "./exchange-list.tsx";
import { SessionDetails } from "./session-details.tsx";
import { describePod, faultEffects } from "./texts.ts";
import { TokenChecks } from "./token-checks.tsx";

/** Properties of {@link ExchangeDetails}. */
export interface ExchangeDetailsProps {
  readonly exchange: Exchange;
  readonly isDev: boolean;
}

/** Everything about one exchange. */
export function ExchangeDetails({ exchange, isDev }: ExchangeDetailsProps): JSX.Element {
  const { number, pod, refusal, fault, checks, considered, session } = exchange;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.scrollIntoView({ block: "nearest" }), [number]);
  // What was refused comes first; checks that all passed come last.
  const token = (
    <Part title="Token">
      <TokenChecks checks={checks} />
    </Part>
  );
  return (
    <article>
      <a class="back" href={linkTo("exchanges")}>
        Back to the list
      </a>
      <h2 class="subject" ref={heading}>
        {describePod(exchange)} <OutcomeMark exchange={exchange} />
      </h2>
      {refusal === undefined ? null : (
        <div class="notice failed">
          <p>
            <b>{refusal.error}</b> <code class="narrow-only">{refusal.code}</code>
          </p>
          <p>{refusal.message}</p>
          {refusal.fix === "" ? null : (
            <p>
              <b>Fix:</b> {refusal.fix}
            </p>
          )}
          {isDev && refusal.code === "association_not_found" && pod !== undefined ? (
            <p>
              <a class="button" href={linkTo("associations", pod.namespace, pod.serviceAccount)}>
                Create the association
              </a>
            </p>
          ) : null}
        </div>
      )}
      {fault === undefined ? null : (
        <p class="notice warning">
          <b>Fault {fault}:</b> {faultEffects[fault]}
        </p>
      )}
      <Facts exchange={exchange} />
      {exchange.outcome === "fault" ? null : (
        <>
          {pod === undefined ? token : null}
          <Part title="Association">
            <AssociationDetails association={exchange.association} considered={considered} />
          </Part>
          <Part title="Session">
            <SessionDetails session={session} />
          </Part>
          {pod === undefined ? null : token}
        </>
      )}
    </article>
  );
}

function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Facts({ exchange }: { readonly exchange: Exchange }): JSX.Element {
  const { time, cluster, pod, caller, clientAddress, requestId } = exchange;
  const facts = [
    ["Time", new Date(time).toLocaleString("en-GB")],
    ["Cluster", cluster],
    ["Service account", pod && `${pod.namespace}/${pod.serviceAccount}`],
    ["Pod UID", pod?.uid],
    ["Node", pod?.node],
    ["Caller", caller],
    ["Client", clientAddress],
    ["Request ID", requestId],
  ] as const;
  return (
    <dl>
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
