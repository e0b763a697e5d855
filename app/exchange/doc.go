// Package exchange is the code exchange done by hand, as guides for integration clouds
// describe it: the address to open, the code out of the browser's address bar, and the
// POST that turns it into tokens, with curl, with Postman, or by Latchkey on request.
//
// It uses Entra's v1 endpoints (/oauth2/authorize and /oauth2/token), which name what
// the token is for in the parameter "resource", as these guides do; mixing it with v2's
// "scope" is refused with AADSTS901002 or AADSTS70011. The parameters are those of
// Microsoft's page "Authorize access to Microsoft Entra web applications using the
// OAuth 2.0 code grant flow" (Azure AD v1.0), and of RFC 6749 section 4.1.
//
// It promises: what is shown (addresses, commands, fields, the Postman collection)
// holds no secret, only names in its place; the state is ours and is checked when the
// address is pasted; tokens are handed to the caller and kept nowhere, least of all in
// the session cache; nothing is sent but by Locate and Exchange, over the client that
// the caller guards.
package exchange
