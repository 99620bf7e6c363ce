/** What the doctor found; `note` is worth knowing and not wrong. */
export interface Finding {
  readonly check: string;
  readonly state: 'fine' | 'note' | 'wrong' | 'skipped';
  readonly says: string;
}

/** Runs one examination; what it throws is what is wrong. */
export async function finding(
  check: string,
  look: () => Promise<Omit<Finding, 'check'> | string> | Omit<Finding, 'check'> | string,
): Promise<Finding> {
  try {
    const found = await look();
    return typeof found === 'string' ? { check, state: 'fine', says: found } : { check, ...found };
  } catch (error) {
    return { check, state: 'wrong', says: error instanceof Error ? error.message : String(error) };
  }
}
