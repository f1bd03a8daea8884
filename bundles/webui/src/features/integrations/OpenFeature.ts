// SPDX-License-Identifier: Apache-2.0
import type { Feature } from './dialogs.js';
import { isLoaded, load, type PartName } from './parts.js';

/** What usually follows, and is loaded meanwhile. */
const next: Partial<Record<Feature['name'], PartName>> = { connect: 'settings', settings: 'preview' };

/** What is open above the tab. A dialog that has to be loaded first opens when it is there. */
export class OpenFeature {
  private wanted?: Feature;
  private shown?: Feature;
  private lost = false;

  constructor(private readonly changed: () => void) {}

  /** What is to be shown. */
  get current(): Feature | undefined {
    return this.shown;
  }

  /** Whether the dialog that was asked for could not be loaded. */
  get failed(): boolean {
    return this.lost;
  }

  open(feature: Feature): void {
    this.wanted = feature;
    this.lost = false;
    if (feature.name === 'connect' || isLoaded(feature.name)) {
      this.arrived(feature);
      return;
    }
    void load(feature.name).then(
      () => this.arrived(feature),
      () => this.missed(feature),
    );
  }

  close(): void {
    this.wanted = undefined;
    this.shown = undefined;
    this.lost = false;
    this.changed();
  }

  private arrived(feature: Feature): void {
    if (this.wanted === feature) {
      this.shown = feature;
      this.changed();
      const soon = next[feature.name];
      if (soon) {
        void load(soon).catch(() => undefined);
      }
    }
  }

  private missed(feature: Feature): void {
    if (this.wanted === feature) {
      this.shown = undefined;
      this.lost = true;
      this.changed();
    }
  }
}
