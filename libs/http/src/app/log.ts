import type { LoggerService } from '@nestjs/common';
import { pino, destination } from 'pino';

type Say = (detail: object, text: string) => void;

/** Where the house says what it does: structured, one line each. Names and texts of people never go here. */
export interface Log {
  readonly debug: Say;
  readonly info: Say;
  readonly warn: Say;
  readonly error: Say;
}

const nothing: Say = () => undefined;

/** Says nothing. */
export const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** JSON lines on standard error, from `level` up (`silent` for none); standard output is for data. */
export function jsonLog(level: string): Log {
  const base = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination(2),
  );
  return {
    debug: (detail, text) => base.debug(detail, text),
    info: (detail, text) => base.info(detail, text),
    warn: (detail, text) => base.warn(detail, text),
    error: (detail, text) => base.error(detail, text),
  };
}

/** Nest's own messages, on our log: its start-up chatter is for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}
  log(text: unknown): void {
    this.to.debug({}, String(text));
  }
  verbose(text: unknown): void {
    this.to.debug({}, String(text));
  }
  debug(text: unknown): void {
    this.to.debug({}, String(text));
  }
  warn(text: unknown): void {
    this.to.warn({}, String(text));
  }
  error(text: unknown, stack?: unknown): void {
    this.to.error({ stack }, String(text));
  }
  fatal(text: unknown): void {
    this.to.error({}, String(text));
  }
}
