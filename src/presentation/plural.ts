/** A number and its noun, by the rules of a language. */

/** A noun's forms by the categories of `Intl.PluralRules`; a language fills those that it has. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The way in which a language counts: the number as it writes it, then the form that goes with it. */
export function plural(language: string): (n: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  // A no-break space: a number at the end of a line and its noun on the next read badly.
  return (n, forms) => `${numbers.format(n)}\u00a0${forms[rules.select(n)] ?? forms.other}`;
}
