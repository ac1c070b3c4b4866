import { logger } from '#shared/logger.ts';

/** Tests provoke what is logged; their own output is what matters. */
logger.level = 'silent';
