// styleNonce is what browser mode's content security policy asks of every style
// element; the Wails window has none and needs none.
export function styleNonce(page: Document): string | undefined {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return meta?.content || page.documentElement.dataset.nonce || undefined;
}
