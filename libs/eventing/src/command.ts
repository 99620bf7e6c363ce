/**
 * The base of a command class: its `type` stands on the prototype, so that neither a request body nor
 * validation sees it, and a decider can switch on it. `says` is one sentence for the API's reader.
 */
export function command<T extends string>(type: T, says: string) {
  abstract class Typed {
    static readonly type: T = type;
    static readonly says: string = says;
    /** The command's name. */
    get type(): T {
      return type;
    }
  }
  return Typed;
}

/** The class of a command, as `command` makes it. */
export interface CommandClass<T extends string = string> {
  new (): { readonly type: T };
  readonly type: T;
  readonly says: string;
}
