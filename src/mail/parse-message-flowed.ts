/** RFC 3676: joins the soft-broken lines of `format=flowed`, within one quote depth, keeping the signature separator. */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open: { depth: string; pieces: string[] } | null = null;
  const close = () => {
    if (open !== null) out.push(open.depth + open.pieces.join(''));
    open = null;
  };
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0] ?? '';
    const content = line.slice(depth.length).replace(/^ /, '');
    const isSignature = content === '-- ';
    const isSoft = content.endsWith(' ') && !isSignature;
    const piece = isSoft && deleteSpace ? content.slice(0, -1) : content;
    if (open !== null && (open.depth !== prefix(depth) || isSignature)) close();
    open ??= { depth: prefix(depth), pieces: [] };
    open.pieces.push(piece);
    if (!isSoft) close();
  }
  close();
  return out.join('\n');
}

function prefix(depth: string): string {
  return depth === '' ? '' : `${depth} `;
}
