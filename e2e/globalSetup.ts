import { startProduct } from './product.ts';

/** Playwright runs it once before all tests, and what it returns once after them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const product = await startProduct({
    port: Number(process.env['E2E_PORT']),
    logFile: 'test-results/product.log',
  });
  process.env['E2E_SUPERVISOR_PID'] = String(product.pid);
  return product.stop;
}
