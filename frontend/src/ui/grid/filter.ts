// filterWords are the words of a filter, in lower case.
export function filterWords(filter: string): string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

// holds says whether a text, in lower case, has every word.
export function holds(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
