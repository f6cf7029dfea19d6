import { expect, test, vi } from "vitest";
import type { AssociationEditor } from "../../src/associations/association-editor.ts";
import { createLazyEditor } from "../../src/associations/lazy-editor.ts";

const page = { associations: [], hasMore: false };

test("an editor is loaded once, and again if that failed", async () => {
  const load = vi.fn(async () => ({ list: async () => page }) as unknown as AssociationEditor);
  load.mockRejectedValueOnce(new Error("EMFILE"));
  const editor = createLazyEditor(load);
  expect(load).not.toHaveBeenCalled();
  const failed = [editor.list({ limit: 1 }), editor.get("a-0")];
  await expect(failed[0]).rejects.toThrow("EMFILE");
  await expect(failed[1]).rejects.toThrow("EMFILE");
  expect(await editor.list({ limit: 1 })).toBe(page);
  expect(await editor.list({ limit: 1 })).toBe(page);
  expect(load).toHaveBeenCalledTimes(2);
});
