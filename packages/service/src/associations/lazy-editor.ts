import type { AssociationEditor } from "./association-editor.ts";

/**
 * Creates an editor that is loaded when it is first used: most services never change associations. If that fails, the next
 * use tries it again.
 */
export function createLazyEditor(load: () => Promise<AssociationEditor>): AssociationEditor {
  let loaded: Promise<AssociationEditor> | undefined;
  const open = (): Promise<AssociationEditor> => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  return {
    list: async (options) => (await open()).list(options),
    get: async (id) => (await open()).get(id),
    create: async (association) => (await open()).create(association),
    update: async (id, update) => (await open()).update(id, update),
    delete: async (id) => (await open()).delete(id),
  };
}
