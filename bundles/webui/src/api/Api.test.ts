// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Api } from './Api.js';
import { ApiError } from './ApiError.js';
import { ownAddress, signInAddress } from './sameOrigin.js';

interface Sent {
  url: string;
  init: RequestInit;
}

function apiThat(answer: () => Response): { api: Api; sent: Sent[] } {
  const sent: Sent[] = [];
  const problems = {
    unreachable: () => ({ code: 'UNREACHABLE', title: 'no answer' }),
    unreadable: (status: number) => ({ code: 'UNREADABLE_ANSWER', title: 'odd answer', status }),
  };
  const send = async (url: string | URL | Request, init?: RequestInit) => {
    sent.push({ url: String(url), init: init ?? {} });
    return answer();
  };
  return { api: new Api('/integrations/api', 'fr', problems, send as typeof fetch), sent };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

describe('a request', () => {
  it('asks in the language of the page', async () => {
    const { api, sent } = apiThat(() => json({}));
    await api.overview();

    expect(new Headers(sent[0]?.init.headers).get('Accept-Language')).toBe('fr');
  });

  it('carries our header and JSON when it changes something', async () => {
    const { api, sent } = apiThat(() => json({}));
    await api.connect('google', ['CALENDAR_READ']);

    const headers = new Headers(sent[0]?.init.headers);
    expect([headers.get('X-Passerelle'), headers.get('Content-Type'), sent[0]?.init.method]).toEqual(['1', 'application/json', 'POST']);
    expect(sent[0]?.init.body).toBe('{"capabilities":["CALENDAR_READ"]}');
  });

  it('keeps an id inside its part of the address', async () => {
    const { api, sent } = apiThat(() => json({}));
    await api.integration('../admin?x');

    expect(sent[0]?.url).toBe('/integrations/api/user/integrations/..%2Fadmin%3Fx');
  });

  it('fails with the words of the server', async () => {
    const { api } = apiThat(() => json({ code: 'TOO_OFTEN', title: 'A moment, please', retryAfterSeconds: 5 }, 429));

    await expect(api.act('i', 'sync')).rejects.toMatchObject({ problem: { code: 'TOO_OFTEN', status: 429 } });
  });

  it('fails with words of our own when the answer has none', async () => {
    const { api } = apiThat(() => new Response('<html>', { status: 502 }));

    await expect(api.overview()).rejects.toMatchObject({ problem: { code: 'UNREADABLE_ANSWER', status: 502 } });
  });

  it('fails with words of our own when nobody answers', async () => {
    const { api } = apiThat(() => {
      throw new TypeError('network');
    });

    await expect(api.overview()).rejects.toMatchObject({ problem: { code: 'UNREACHABLE' } });
  });

  it('tells a lost session from other failures', () => {
    expect(new ApiError({ code: 'SIGN_IN_REQUIRED', title: '', status: 401 }).signedOut).toBe(true);
    expect(new ApiError({ code: 'NOT_ALLOWED', title: '', status: 403 }).signedOut).toBe(false);
  });

  it('notices that this computer’s clock is wrong', async () => {
    const { api } = apiThat(() => json({}, 200, { Date: new Date(Date.now() + 300_000).toUTCString() }));
    await api.overview();

    expect(Math.abs(api.clockOffset - 300_000)).toBeLessThan(2_500);
  });
});

describe('addresses', () => {
  const here = 'https://host.example/preferences';

  it.each(['/a', 'icon.svg', 'https://host.example/x'])('of our own server are taken: %s', (address) => {
    expect(ownAddress(address, here)).toMatch(/^https:\/\/host\.example\//);
  });

  it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', 'data:image/svg+xml,x', 'http://['])(
    'elsewhere are not: %s',
    (address) => {
      expect(ownAddress(address, here)).toBeUndefined();
    },
  );

  it.each(['https://accounts.google.com/o', 'http://localhost:8181/sandbox', 'http://127.0.0.1:1/'])('to sign in at are secure: %s', (address) => {
    expect(signInAddress(address)).toBe(address);
  });

  it.each([undefined, '', '/relative', 'http://accounts.example/', 'javascript:alert(1)', 'http://localhost.evil.example/'])(
    'that are not secure are refused: %s',
    (address) => {
      expect(signInAddress(address)).toBeUndefined();
    },
  );
});
