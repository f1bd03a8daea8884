// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { apiBeside } from './apiBeside.js';

describe('the REST interface beside a page', () => {
  it('is where the page is', () => {
    expect(apiBeside('/integrations/ui/return.html')).toBe('/integrations/api');
    expect(apiBeside('/integrations/admin/')).toBe('/integrations/api');
  });

  it('is below the same path of the host', () => {
    expect(apiBeside('/SOGo/integrations/ui/return.html')).toBe('/SOGo/integrations/api');
  });
});
