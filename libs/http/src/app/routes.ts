/** The routes of the running edge: which methods an address has. */
export class Routes {
  private readonly known: { readonly pattern: RegExp; readonly method: string }[] = [];

  /** Notes a route, its path with `:parameters`. */
  add(path: string, method: string | readonly string[]): void {
    const source = path
      .split('/')
      .map((part) =>
        part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[^\w-]/g, '\\$&'),
      )
      .join('/');
    for (const it of [method].flat())
      this.known.push({ pattern: new RegExp(`^${source}/?$`), method: it });
  }

  /** The methods of an address, in order; none when nothing is there. */
  methodsOf(path: string): readonly string[] {
    return [
      ...new Set(this.known.filter((it) => it.pattern.test(path)).map((it) => it.method)),
    ].sort();
  }
}
