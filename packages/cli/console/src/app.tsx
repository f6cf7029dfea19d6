import type { JSX } from "preact";
import { AssociationsView } from "./associations/associations-view.tsx";
import { type Connection, useConnection } from "./connection.ts";
import { ExchangesView } from "./exchanges/exchanges-view.tsx";
import { FaultsView } from "./faults/faults-view.tsx";
import { linkTo, type Route, useRoute, type View, views } from "./route.ts";
import { TokensView } from "./tokens/tokens-view.tsx";

/** The whole page. */
export function App(): JSX.Element {
  const connection = useConnection();
  const route = useRoute();
  const { status, state } = connection;
  const isDev = state?.dev !== undefined;
  return (
    <>
      <header class="top">
        <h1>
          eks-auth <span class="quiet">console</span>
        </h1>
        {state?.dev === undefined ? null : (
          <p class="cluster">
            cluster <b>{state.dev.cluster}</b> <span class="quiet">on {state.dev.endpoint}</span>
          </p>
        )}
        {state?.mode === "serve" ? <p class="cluster">read-only</p> : null}
        <p class={`connection ${status}`} role="status">
          {statusTexts[status]}
        </p>
      </header>
      {isDev ? <Navigation route={route} connection={connection} /> : null}
      {status === "lost" ? (
        <p class="notice failed banner" role="alert">
          The connection to eks-auth was lost. Trying again. What you see can be out of date.
        </p>
      ) : null}
      <main>
        <CurrentView route={route} connection={connection} />
      </main>
    </>
  );
}

const statusTexts = { connecting: "Connecting", live: "Live", lost: "Reconnecting" } as const;

const titles: Readonly<Record<View, string>> = {
  exchanges: "Exchanges",
  associations: "Associations",
  tokens: "Tokens",
  faults: "Faults",
};

interface PageProps {
  readonly route: Route;
  readonly connection: Connection;
}

function Navigation({ route, connection }: PageProps): JSX.Element {
  const faults = Object.keys(connection.state?.dev?.faults ?? {}).length;
  return (
    <nav aria-label="Views">
      {views.map((view) => (
        <a key={view} href={linkTo(view)} aria-current={view === route.view ? "page" : undefined}>
          {titles[view]}
          {view === "faults" && faults > 0 ? <span class="count"> {faults} on</span> : null}
        </a>
      ))}
    </nav>
  );
}

function CurrentView({ route: { view, rest }, connection }: PageProps): JSX.Element | null {
  const { state, associationsVersion } = connection;
  if (state === undefined) {
    return <p class="empty">{connection.status === "lost" ? "There is nothing to show yet." : "Loading."}</p>;
  }
  const { dev } = state;
  if (dev === undefined || view === "exchanges") {
    return <ExchangesView state={state} selected={Number(view === "exchanges" ? rest[0] : undefined)} />;
  }
  switch (view) {
    case "associations":
      return <AssociationsView dev={dev} version={associationsVersion} proposed={rest} />;
    case "tokens":
      return <TokensView exchanges={state.exchanges} />;
    case "faults":
      return <FaultsView rates={dev.faults} />;
  }
}
