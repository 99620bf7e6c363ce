/** A file cannot be imported: nothing of it was written. `line` is the physical line, from 1, when there is one. */
export class ImportRefused extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
    readonly line?: number,
  ) {
    super(`${file}${line === undefined ? '' : `, line ${line}`}: ${reason}`);
    this.name = 'ImportRefused';
  }
}

/** A row cannot be read; the others can. */
export class BadRow extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'BadRow';
  }
}
