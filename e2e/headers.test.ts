import { expect, test } from '@playwright/test';

/** Every part of the server, what is found and what is not. */
const paths = [
  '/',
  '/sign-in',
  '/w/nowhere/documents',
  '/nothing/here',
  '/icon.svg',
  '/_next/static/nothing.js',
  '/api/trpc/me.get',
  '/api/trpc/nothing',
  '/auth/v1/settings',
  '/auth/v1/nothing',
  '/files/forged',
  '/pdfjs/nothing',
  '/ws',
  '/healthz',
  '/readyz',
  '/metrics',
];

for (const path of paths)
  test(`${path} is answered with the security headers`, async ({ request }) => {
    const headers = (await request.get(path)).headers();
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

test('a page’s scripts carry the nonce of its own response, and each response has another', async ({
  request,
}) => {
  const nonces = new Set<string>();
  for (let nth = 0; nth < 3; nth += 1) {
    const response = await request.get('/sign-in', { headers: { 'x-nonce': 'chosen' } });
    const policy = response.headers()['content-security-policy'] ?? '';
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    const scripts = (await response.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
  expect(nonces).not.toContain('chosen');
});
