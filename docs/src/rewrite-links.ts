/** A link of a page to something in the repository. */
export interface Link {
  /** As the page has it, without the anchor: `../deploy/docker/Dockerfile`. */
  readonly path: string;
  /** With its number sign: `#limits`. Empty if there is none. */
  readonly anchor: string;
  readonly isImage: boolean;
}

/** Code, which has no links; an inline link or image; or a definition of a link. */
const parts =
  /^(?:```|~~~)[\s\S]*?^(?:```|~~~)$|(?<ticks>`+)(?!`)[\s\S]*?(?<!`)\k<ticks>(?!`)|(?<image>!?)\[(?<text>(?:[^[\]`]|`[^`]*`|!?\[[^\]]*\]\([^)]*\))*)\]\((?<href>[^)\s]*)\)|^\[(?<label>[^\]]+)\]: (?<definition>\S+)/gm;

/**
 * Replaces the relative links of a Markdown text. Links to other sites, links within the page and code stay.
 *
 * @param replace - returns the new link for one to the repository, and what is written after it, such as attributes
 */
export function rewriteLinks(
  markdown: string,
  replace: (link: Link) => { readonly href: string; readonly suffix?: string },
): string {
  const change = (href: string, isImage: boolean) => {
    const [path = "", anchor] = href.split("#");
    const isRelative = path !== "" && !/^([a-z]+:|\/)/i.test(path);
    return isRelative
      ? replace({ path, anchor: anchor === undefined ? "" : `#${anchor}`, isImage })
      : { href };
  };
  return markdown.replaceAll(parts, (match, ...args) => {
    const { image, text, href, label, definition } = args.at(-1);
    if (href !== undefined) {
      const { href: changed, suffix = "" } = change(href, image === "!");
      // The text of a link can be an image.
      return `${image}[${rewriteLinks(text, replace)}](${changed})${suffix}`;
    }
    return definition === undefined ? match : `[${label}]: ${change(definition, false).href}`;
  });
}
