import { globSync } from "node:fs";
import { basename } from "node:path";
import type { DefaultTheme } from "vitepress";

type Item = DefaultTheme.SidebarItem;

/** A page by its path from the root of the site, without its extension. */
const page = (text: string, path: string): Item => ({ text, link: `/${path.replace(/(^|\/)index$/, "$1")}` });

/** A group with its own page. Without one, the theme would put a button into a button. */
const group = (text: string, path: string, items: Item[]): Item => ({
  ...page(text, path),
  collapsed: true,
  items,
});

/** The pages that are written by hand, by reader. A page that several readers need is listed for the first one. */
const groups: readonly Item[] = [
  page("Overview", "index"),
  group("App developer", "start/app-developer", [
    page("The command eks-auth", "packages/cli"),
    page("The console", "console"),
    page("AWS SDKs and agents", "agent-compatibility"),
  ]),
  group("Operator", "start/operator", [
    page("On Kubernetes", "kubernetes"),
    page("Running the service", "service"),
    page("Running the agent", "agent"),
    page("Associations", "associations"),
    page("The EKS API", "eks-api"),
    page("Who can call the service", "callers"),
    page("IAM roles and policies", "iam"),
    page("The webhook", "webhook"),
    page("Certificates", "certificates"),
    page("Operating the service", "operating"),
    page("Metrics", "metrics"),
    page("Audit", "audit"),
    page("Errors", "errors"),
    page("Scale", "scale"),
    page("Security", "security"),
  ]),
  group("Agent or SDK author", "start/integrator", [
    page("Examples", "examples"),
    page("Light clients", "light-client"),
    page("Hosts of a stub", "hosts"),
    page("Event streams", "event-streams"),
    {
      text: "Packages",
      items: [
        page("client-light", "packages/client-light"),
        page("client", "packages/client"),
        page("types", "packages/types"),
        page("server", "packages/server"),
        page("service", "packages/service"),
        page("agent", "packages/agent"),
        page("webhook", "packages/webhook"),
        page("server-runtime", "packages/server-runtime"),
        page("client-runtime", "packages/client-runtime"),
        page("kubernetes", "packages/kubernetes"),
        page("transport", "packages/transport"),
        page("eks-api-server", "packages/eks-api-server"),
        page("eks-api-types", "packages/eks-api-types"),
      ],
    },
  ]),
  group("Model owner", "start/model-owner", [
    page("Generating packages", "regenerating"),
    page("The generator", "packages/codegen"),
    page("Names and errors", "names"),
    page("Patterns", "patterns"),
    page("Numbers", "numbers"),
    page("Versioning", "versioning"),
  ]),
  group("Contributor", "start/contributor", [
    page("Contributing", "contributing"),
    page("README", "readme"),
    page("Releasing", "releasing"),
    page("Benchmarks", "benchmarks"),
  ]),
];

/**
 * Creates the sidebar: pages by reader, then the generated reference.
 *
 * @param site - the absolute path of the folder with all pages
 */
export function createSidebar(site: string): Item[] {
  const packages = listNames(site, "api/@eks-auth/**/*.md");
  return [
    ...groups,
    group("Reference", "api/index", [
      ...modelItems(site, "EKS Auth API", "eks-auth"),
      ...modelItems(site, "EKS API", "eks-api"),
      group(
        "API by package",
        "api/index",
        packages.map((name) => page(name.replace("api/", ""), name)),
      ),
    ]),
  ];
}

/** The pages of a model: its overview, then operations, errors and shapes; and the page of its HTTP API. */
function modelItems(site: string, title: string, folder: string): Item[] {
  const names = listNames(site, `model/${folder}/*.md`).map((name) => basename(name));
  const pages = names
    .filter((name) => name !== "index")
    .map((name) =>
      page(
        name.replace(/^[a-z]/, (first) => first.toUpperCase()),
        `model/${folder}/${name}`,
      ),
    );
  return [group(`Model: ${title}`, `model/${folder}/index`, pages), page(`HTTP: ${title}`, `http/${folder}`)];
}

function listNames(site: string, pattern: string): string[] {
  return globSync(pattern, { cwd: site })
    .map((path) => path.replace(/\.md$/, ""))
    .toSorted();
}

/** Lists the pages that the sidebar leads to, as paths from the root of the site without extension. */
export function listLinks(items: readonly Item[]): string[] {
  return items.flatMap(({ link, items: nested = [] }) => [
    ...(link === undefined ? [] : [link.slice(1).replace(/(^|\/)$/, "$1index")]),
    ...listLinks(nested),
  ]);
}
