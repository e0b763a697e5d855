// Package token is what programs ask of the authority: the token endpoints of v1 and v2 with
// their grants, device codes, metadata, keys and user realms.
//
// It promises that a token is signed with the installation's key and carries the mark of the
// practice tenant, that an authorization code and a refresh token are good once and a replay
// ends what came of them, and that a refusal has the number and the words of Entra's.
//
// Sources: RFC 6749, RFC 7636 (PKCE), RFC 7523 (client assertions), RFC 8628 (device codes),
// RFC 9700 section 4.14 (refresh tokens), OpenID Connect Core and Discovery, and Microsoft's
// "Access token claims reference" and "Certificate credentials".
package token
