/** A column of a view for analysts: how it is made of the row, and what it holds. */
export interface ShownColumn {
  /** An expression over the columns of the row. */
  readonly sql: string;
  readonly says: string;
}

/** What analysts read in the stead of a read model's own view. Its names and expressions are ours, never a caller's. */
export interface ShownView {
  /** Its name in the schema `read`. */
  readonly name: string;
  readonly says: string;
  readonly columns: Readonly<Record<string, ShownColumn>>;
}

const views = new WeakMap<object, ShownView>();

/** Declares of an entity that analysts read this view of it, and never the rows as they are. */
export const ShownToAnalysts =
  (view: ShownView) =>
  (entity: object): void => {
    views.set(entity, view);
  };

/** The view that an entity declares. */
export const shownViewOf = (entity: object): ShownView | undefined => views.get(entity);
