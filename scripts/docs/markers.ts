/** Replaces what stands between `<!-- docs: NAME -->` and `<!-- /docs: NAME -->`, for every name. */
export function fillMarkers(text: string, sections: Readonly<Record<string, string>>): string {
  const found = new Set<string>();
  const filled = text.replace(
    /(<!-- docs: ([\w-]+) -->\n)[\s\S]*?(<!-- \/docs: \2 -->)/g,
    (_, start: string, name: string, end: string) => {
      const section = sections[name];
      if (section === undefined) throw new Error(`nothing is made for the marker "${name}"`);
      found.add(name);
      return `${start}\n${section.trim()}\n\n${end}`;
    },
  );
  const missing = Object.keys(sections).filter((name) => !found.has(name));
  if (missing.length > 0) throw new Error(`no marker for ${missing.join(', ')}`);
  return filled;
}
