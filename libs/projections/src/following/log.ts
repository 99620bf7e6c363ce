/** Where the runner tells what happens to it: a pino logger fits. */
export interface RunnerLog {
  info(fields: object, says: string): void;
  warn(fields: object, says: string): void;
  error(fields: object, says: string): void;
}
