// Package signin signs people in to Entra through MSAL Go, and hands out access
// tokens for as long as the session lasts.
//
// It promises: silent first, and the cache before MSAL, so that a cached token costs no
// network; the system browser, never an embedded one; one cache per
// (authority host, client ID), whose lock is held across a token request but never
// while a person is awaited, so that any number of processes make one refresh; the
// nonce, audience, issuer, tenant and end of every id_token are checked here, of the
// refreshed ones too, and tokens that are refused are not kept; every error is a
// problem.Problem without a credential in it; the flow is driven by the OAuth error and
// suberror, AADSTS codes only explain.
//
// MSAL is the OAuth client: its authority resolution, its cache and its token
// requests. The front half of the interactive flow is ours (state, PKCE S256 of
// RFC 7636, nonce, response mode, the listener), because MSAL honours only the port
// of a redirect URI. Discovery of instances is off: the hosts are a fixed list.
package signin
