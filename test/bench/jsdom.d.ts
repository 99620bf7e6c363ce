/** As much of jsdom as the pictures need: a document to draw in. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string);
    readonly window: { readonly document: never };
  }
}
