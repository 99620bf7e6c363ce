/** What a command holds, without its name. */
export type FieldsOf<C> = { readonly [K in keyof C as K extends 'type' ? never : K]: C[K] };

/** The base of a command class; `Self` is the class itself, so that its constructor knows the fields. */
interface CommandBase<T extends string> {
  new <Self = unknown>(fields?: FieldsOf<Self>): { readonly type: T };
  readonly type: T;
  readonly says: string;
}

/**
 * The base of a command class, `class Propose extends command('Propose', '…')<Propose>`: made of its fields, its `type`
 * on the prototype, so that neither a request body nor validation sees it, and a decider can switch on it. `says` is one
 * sentence for the API's reader.
 */
export function command<T extends string>(type: T, says: string): CommandBase<T> {
  class Typed {
    static readonly type: T = type;
    static readonly says: string = says;
    constructor(fields?: object) {
      if (fields) Object.assign(this, fields);
    }
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

/** The commands that a file declares as classes: `CommandsOf<typeof import('./need.commands.js')>`. */
export type CommandsOf<M> = {
  [K in keyof M]: M[K] extends CommandClass ? InstanceType<M[K]> : never;
}[keyof M];
