import { explainedDisable } from './explainedDisable.ts';
import { noCast } from './noCast.ts';
import { noOwnTransaction } from './noOwnTransaction.ts';
import { noProcessEnv } from './noProcessEnv.ts';
import { noSleep } from './noSleep.ts';
import { procedureSchemas } from './procedureSchemas.ts';
import { writesAppendEvents } from './writesAppendEvents.ts';

/** The project's own lint rules; `.oxlintrc.json` says where each holds. */
export default {
  meta: { name: 'parley' },
  rules: {
    'explained-disable': explainedDisable,
    'no-cast': noCast,
    'no-own-transaction': noOwnTransaction,
    'no-process-env': noProcessEnv,
    'no-sleep': noSleep,
    'procedure-schemas': procedureSchemas,
    'writes-append-events': writesAppendEvents,
  },
};
