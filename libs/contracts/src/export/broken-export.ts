/** An export is not as it was written; the message names the file, and the line when it is one. */
export class BrokenExport extends Error {
  constructor(
    readonly file: string,
    readonly says: string,
    readonly line?: number,
  ) {
    super(`${file}${line === undefined ? '' : ` line ${line}`}: ${says}`);
    this.name = 'BrokenExport';
  }
}
