// SPDX-License-Identifier: Apache-2.0

/** What a person may open above the tab, loaded when it is opened for the first time. */
const parts = {
  settings: () => import('../settings/SyncSettingsModal.js'),
  history: () => import('../history/SyncHistoryModal.js'),
  statistics: () => import('../history/SyncHistoryModal.js'),
  held: () => import('../held/HeldDeletions.js'),
  preview: () => import('../preview/PreviewModal.js'),
  conflicts: () => import('../conflicts/ConflictsModal.js'),
  duplicates: () => import('../duplicates/DuplicatesModal.js'),
  disconnect: () => import('../disconnect/DisconnectDialog.js'),
};

/** A dialog that is loaded on demand. */
export type PartName = keyof typeof parts;

const loaded = new Set<PartName>();

/** Whether it can be shown at once. */
export function isLoaded(name: PartName): boolean {
  return loaded.has(name);
}

/** Loads it; fails when the server does not answer, or has been updated and no longer has it. */
export async function load(name: PartName): Promise<void> {
  await parts[name]();
  loaded.add(name);
}
