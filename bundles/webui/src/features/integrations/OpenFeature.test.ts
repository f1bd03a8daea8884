// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from 'vitest';
import { OpenFeature } from './OpenFeature.js';

const arrivals = vi.hoisted(() => new Map<string, { resolve: () => void; reject: (why: Error) => void }>());
vi.mock('./parts.js', () => {
  const loaded = new Set<string>();
  return {
    isLoaded: (name: string) => loaded.has(name),
    load: (name: string) =>
      new Promise<void>((resolve, reject) => arrivals.set(name, { resolve: () => (loaded.add(name), resolve()), reject })),
  };
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a dialog that is loaded on demand', () => {
  it('opens when it is there, and at once from then on', async () => {
    const feature = new OpenFeature(() => undefined);
    feature.open({ name: 'history', integration: 'i1' });
    expect(feature.current).toBeUndefined();
    arrivals.get('history')?.resolve();
    await settled();
    expect(feature.current?.name).toBe('history');
    feature.close();
    feature.open({ name: 'history', integration: 'i2' });
    expect(feature.current).toEqual({ name: 'history', integration: 'i2' });
  });

  it('does not open when something else was opened meanwhile', async () => {
    const feature = new OpenFeature(() => undefined);
    feature.open({ name: 'conflicts', integration: 'i1' });
    feature.open({ name: 'held', integration: 'i1' });
    arrivals.get('held')?.resolve();
    arrivals.get('conflicts')?.resolve();
    await settled();
    expect(feature.current?.name).toBe('held');
  });

  it('tells when it cannot be had, until something else is opened', async () => {
    const feature = new OpenFeature(() => undefined);
    feature.open({ name: 'disconnect', integration: 'i1' });
    arrivals.get('disconnect')?.reject(new Error('404'));
    await settled();
    expect(feature.failed).toBe(true);
    expect(feature.current).toBeUndefined();
    feature.close();
    expect(feature.failed).toBe(false);
  });

  it('has what usually follows loaded meanwhile', async () => {
    const feature = new OpenFeature(() => undefined);
    feature.open({ name: 'connect', provider: { id: 'google' } as never });
    expect(feature.current?.name).toBe('connect');
    expect(arrivals.has('settings')).toBe(true);
  });
});
