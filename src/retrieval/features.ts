/**
 * The features of a text and how often each occurs: words (`w…`), pairs of neighbouring words (`b…`), and the character 3- to 5-grams of
 * each word between `<` and `>` (`c…`), which carry misspellings and endings.
 */
export function featuresOf(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string): void => {
    counts.set(feature, (counts.get(feature) ?? 0) + 1);
  };
  tokens.forEach((token, index) => {
    add(`w${token}`);
    const next = tokens[index + 1];
    if (next !== undefined) add(`b${token} ${next}`);
    const marked = `<${token}>`;
    for (let size = 3; size <= 5; size++) {
      for (let start = 0; start + size <= marked.length; start++) add(`c${marked.slice(start, start + size)}`);
    }
  });
  return counts;
}
