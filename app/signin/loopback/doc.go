// Package loopback receives the redirect that ends a sign-in in the browser, on a
// loopback address of this machine (RFC 8252 section 7.3).
//
// It promises: only the answer that carries this attempt's state ends the wait;
// a favicon, a port scan, a browser that insists on https, a wrong state, a foreign
// Host header, an error without state or a slow client do not. Exactly one answer is
// taken; later ones are told that it was used already. Nothing of a request is ever echoed. Nothing but
// loopback addresses is bound. The browser's reply is held until the outcome of
// the whole sign-in is known, so that the page shows the truth.
//
// A browser that turns http into https (HSTS, "always use secure connections") is
// recognised by its first byte and told to go: see Options.OnTLS.
//
// MSAL's own listener is not used: it honours only the port of the redirect URI,
// and one request that is not the answer ends the user's sign-in.
package loopback
