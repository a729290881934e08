/** A word without accents, marks and capitals, as it stands in an address: "Müller-Lüdenscheidt" is mullerludenscheidt. */
export function squash(text: string): string {
  return text
    .normalize('NFD')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[æÆ]/g, 'ae')
    .replace(/ı/g, 'i')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
