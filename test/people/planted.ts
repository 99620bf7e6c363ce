/** What no text of the house would hold by chance: found anywhere after the person is forgotten, it is theirs. */
export const planted = {
  name: 'Zyxquill Vornadaxe',
  email: 'zyxquill.vornadaxe@example.org',
  formerEmail: 'zyxquill.plimsode@example.org',
  phone: '01632 960 771',
  /** In every narrative that names them. */
  told: 'Quibberflask',
  /** In one that mentions them by their family name, and names nobody. */
  mentioned: 'Grobblewisp',
} as const;

/** The words to look for, each of them distinctive by itself. */
export const words: readonly string[] = [
  ...planted.name.split(' '),
  planted.email,
  planted.formerEmail,
  planted.phone,
  planted.told,
  planted.mentioned,
];

/** The words that a text or the bytes of a file hold, whatever their case. */
export function wordsIn(text: string | Buffer): string[] {
  const small = (typeof text === 'string' ? text : text.toString('latin1')).toLowerCase();
  return words.filter((it) => small.includes(it.toLowerCase()));
}
