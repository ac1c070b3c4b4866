import { setTimeout as delay } from 'node:timers/promises';
import { type Bench, type Figures, ratiosOf } from './measure.ts';
import { deliver } from './peers/deliver.ts';
import { type DeskCustomer, type DeskReport, machineMs } from './peers/deskMessages.ts';
import { type DeskPlace, openDeskPlace, writeInTurn } from './peers/deskPlace.ts';
import { type DeskCrowd, startCrowd, startDeskCrowd } from './peers/process.ts';
import { openSystems, type System } from './peers/systems.ts';

const operatorCount = Number(process.env['BENCH_OPERATORS'] ?? 200);
const customerCount = Number(process.env['BENCH_CUSTOMERS'] ?? 5_000);
const rates = [20, 50];
/** New customers a second, each of whom rings the bell of every operator. */
const newPerSecond = 5;
const windowMs = 4_000;
const atOnce = 50;
/** Longer than the tracker waits before it tells that somebody is gone. */
const pastGraceMs = 7_000;
const patienceMs = 60_000;

/**
 * One desk on one API process: what a customer who waits takes of its memory, how long a customer's message
 * takes from before it is sent over HTTP into every operator's tab, and what happens when all sockets are cut
 * at once, or all operators come at once. Tokens are taken at their word. Socket.IO beside it sends what its
 * server is told after one insert: it has neither HTTP, nor a message's rows, nor idle customers at that time.
 */
export const desk: Bench = {
  name: 'desk',
  async run() {
    const figures = { parley: await measureDesk(), 'Socket.IO': await measurePeer() };
    return { name: 'desk', figures, ratios: ratiosOf(figures) };
  },
};

type Crowds = { operators: DeskCrowd; customers: DeskCrowd };

async function measureDesk(): Promise<Figures> {
  await using place = await openDeskPlace({ operators: operatorCount, customers: customerCount });
  const figures: Figures = {};
  await using customers = await (async () => {
    await using operators = await startOperators(place, atOnce);
    // So that code compiled for the first time counts neither as memory nor as latency.
    await writeInTurn(place, place.known, { perSecond: 20, windowMs });
    const before = await place.server.usage({ collect: true });
    const arrived = await startCustomers(place);
    const after = await place.server.usage({ collect: true });
    figures['idle_kb_per_customer'] = (after.used_kb - before.used_kb) / customerCount;
    const crowds = { operators, customers: arrived };
    for (const rate of rates) {
      const { p50, p99, cpuUs, missing } = await measureMessages(place, crowds, {
        writers: place.known,
        perSecond: rate,
      });
      figures[`message_p50_ms_${rate}`] = p50;
      figures[`message_p99_ms_${rate}`] = p99;
      figures[`cpu_us_per_delivery_${rate}`] = cpuUs;
      figures[`missing_${rate}`] = missing;
    }
    const fresh = await measureMessages(place, crowds, {
      writers: place.fresh,
      perSecond: newPerSecond,
    });
    figures[`new_customer_p99_ms_${newPerSecond}`] = fresh.p99;
    figures[`new_customer_missing_${newPerSecond}`] = fresh.missing;
    Object.assign(figures, await measureReconnect(place, crowds));
    return arrived;
  })();
  Object.assign(figures, await measureReturn(place, customers));
  return figures;
}

const startOperators = ({ server, workspace_id, operators }: DeskPlace, at_once: number) =>
  startDeskCrowd({ port: server.port, workspace_id, operators, customers: [], at_once });

const startCustomers = ({ server, workspace_id, known, fresh }: DeskPlace) =>
  startDeskCrowd({
    port: server.port,
    workspace_id,
    operators: [],
    customers: [...known, ...fresh],
    at_once: atOnce,
  });

/** Customers write for a while; each message is to come once to every operator, and back to its customer. */
async function measureMessages(
  place: DeskPlace,
  { operators, customers }: Crowds,
  { writers, perSecond }: { writers: readonly DeskCustomer[]; perSecond: number },
) {
  await Promise.all([operators.begin(), customers.begin()]);
  const before = await place.server.usage();
  const written = await writeInTurn(place, writers, { perSecond, windowMs });
  const expected = written * operatorCount;
  const report = await until(operators, ({ deliveries }) => deliveries >= expected);
  const after = await place.server.usage();
  const own = await until(customers, ({ deliveries }) => deliveries >= written);
  return {
    p50: report.p50_ms,
    p99: report.p99_ms,
    cpuUs: (after.cpu_us - before.cpu_us) / report.deliveries,
    missing: missingOf(report, expected) + missingOf(own, written),
  };
}

/** Too many are as wrong as too few. */
const missingOf = ({ deliveries, wrong }: DeskReport, expected: number): number =>
  Math.abs(expected - deliveries) + wrong;

/**
 * Every socket is cut, and customers write all the while. Who is back before the grace is over was never gone,
 * so that nobody is to be told of anybody: neither now nor once it is over.
 */
async function measureReconnect(place: DeskPlace, crowds: Crowds): Promise<Figures> {
  const { operators, customers } = crowds;
  await Promise.all([operators.begin(), customers.begin()]);
  const before = await place.server.usage();
  const cutAt = machineMs();
  await place.server.dropSockets();
  const writing = writeInTurn(place, place.known, { perSecond: 20, windowMs });
  const [backOperators, backCustomers] = await Promise.all([
    until(operators, ({ waiting }) => waiting === 0),
    until(customers, ({ waiting }) => waiting === 0),
  ]);
  const after = await place.server.usage();
  const backS = (Math.max(backOperators.ready_at, backCustomers.ready_at) - cutAt) / 1_000;
  const written = await writing;
  await delay(pastGraceMs);
  const later = await operators.report();
  return {
    reconnect_s: backS,
    reconnect_operators_s: (backOperators.ready_at - cutAt) / 1_000,
    reconnect_not_back: backOperators.waiting + backCustomers.waiting,
    reconnect_server_cpu_s: (after.cpu_us - before.cpu_us) / 1e6,
    reconnect_presence_per_s: backOperators.presence / backS,
    reconnect_told_offline: later.offline,
    reconnect_missing:
      missingOf(later, written * operatorCount) + missingOf(await customers.report(), written),
  };
}

/** All operators had been gone for good and come at once: each is told of to those who are there before. */
async function measureReturn(place: DeskPlace, customers: DeskCrowd): Promise<Figures> {
  await delay(pastGraceMs);
  const startedAt = machineMs();
  await using operators = await startOperators(place, operatorCount);
  const isQuiet = ({ presence_at }: DeskReport) => machineMs() - presence_at > 2_000;
  const { ready_at, presence, presence_at } = await until(operators, isQuiet);
  const { wrong } = await customers.report();
  return {
    return_s: (ready_at - startedAt) / 1_000,
    return_presence: presence,
    return_presence_per_s: presence / ((presence_at - startedAt) / 1_000),
    return_customers_wrong: wrong,
  };
}

/** The first report that is as wanted, or the last when patience ends. */
async function until(
  crowd: DeskCrowd,
  isWanted: (report: DeskReport) => boolean,
): Promise<DeskReport> {
  const startedAt = performance.now();
  for (;;) {
    const report = await crowd.report();
    if (isWanted(report) || performance.now() - startedAt > patienceMs) return report;
    await delay(50);
  }
}

async function measurePeer(): Promise<Figures> {
  await using all = await openSystems();
  await using system = await all.open('Socket.IO');
  const figures: Figures = {};
  await using operators = await crowdOf(system, operatorCount);
  await deliver(system, operators, { rate: 50, count: operatorCount });
  for (const rate of rates) {
    const { p50, p99, cpuUs, missing } = await deliver(system, operators, {
      rate,
      count: operatorCount,
    });
    figures[`message_p50_ms_${rate}`] = p50;
    figures[`message_p99_ms_${rate}`] = p99;
    figures[`cpu_us_per_delivery_${rate}`] = cpuUs;
    if (missing > 0) figures[`missing_${rate}`] = missing;
  }
  const before = await system.server.usage({ collect: true });
  await using _customers = await crowdOf(system, customerCount);
  const after = await system.server.usage({ collect: true });
  figures['idle_kb_per_customer'] = (after.used_kb - before.used_kb) / customerCount;
  return figures;
}

const crowdOf = (system: System, count: number) =>
  startCrowd({
    ...system,
    system: system.name,
    port: system.server.port,
    count,
    lastEventId: null,
  });
