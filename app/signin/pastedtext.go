package signin

import (
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"latchkey/app/cloud"
	"latchkey/app/pattern"
	"latchkey/app/problem"
)

// pasteLimit bounds what is looked at of a pasted text.
const pasteLimit = 256 << 10

// A text without parameters is taken for a code when it begins as Entra's do, with a
// digit and a dot, or is as long as they are: hundreds of characters. Host names,
// ApplicationIDs and client secrets are neither.
const (
	shortestCode = 24
	longCode     = 120
)

var codeBeginning = pattern.Lazy(`^[01]\.[A-Za-z]`)

// BareCode recognises an authorization code that was copied without the address
// around it.
func BareCode(text string) (code string, ok bool) {
	for line := range strings.Lines(strings.Trim(strings.TrimSpace(text), `"'<>`)) {
		line = strings.TrimSpace(line)
		if strings.ContainsFunc(line, unicode.IsSpace) {
			return "", false // words, which a code that was broken over lines has not
		}
		code += line
	}
	code = strings.TrimPrefix(code, "code=")
	if len(code) < shortestCode || len(code) > pasteLimit || cloud.IsGUID(code) {
		return "", false
	}
	if len(code) < longCode && !codeBeginning().MatchString(code) {
		return "", false
	}
	return code, !strings.ContainsFunc(code, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~!*", r))
	})
}

// PastedValues finds the answer's parameters in what was pasted: an address, a part of it,
// or what a browser's developer tools say of one that it can't show.
func PastedValues(text string) (url.Values, error) {
	if len(text) > pasteLimit {
		return nil, problem.New(problem.Input, "paste-no-code").At("paste")
	}
	for _, address := range addressesIn(text) {
		if values, err := valuesOf(address); err == nil && len(values["code"])+len(values["error"]) > 0 && values.Has("state") {
			return values, nil
		}
	}
	return valuesOf(text)
}

// What stands around an address, with an answer in it, that no browser shows: the quotes of
// Chromium's console, "Failed to launch 'app://...' because the scheme does not have a
// registered handler.", and of a request copied as curl, fetch or PowerShell; or the name of
// the header in a copied response.
var (
	quotedAddress  = pattern.Lazy(`'([a-zA-Z][a-zA-Z0-9+.-]*:[^']*[?&#](?:code|error)=[^']*)'|"([a-zA-Z][a-zA-Z0-9+.-]*:[^"]*[?&#](?:code|error)=[^"]*)"`)
	locationHeader = pattern.Lazy(`(?i)(?:^|\s)location:?[ \t\r\n]+([a-z][a-z0-9+.-]*:\S*[?&#](?:code|error)=\S*)`)
)

// addressesIn lists them, the newest, which is the last one, first.
func addressesIn(text string) []string {
	var list []string
	for _, p := range []func() *regexp.Regexp{quotedAddress, locationHeader} {
		for _, m := range p().FindAllStringSubmatch(text, -1) {
			list = append(list, strings.Join(m[1:], ""))
		}
	}
	slices.Reverse(list)
	return list
}

// valuesOf reads an address or its parameters.
func valuesOf(text string) (url.Values, error) {
	text = strings.Trim(strings.TrimSpace(text), `"'<>`)
	if text == "" {
		return nil, problem.New(problem.Input, "paste-empty").At("paste")
	}
	// A mail program or terminal may have broken the address over lines, and a page's
	// source has &amp;.
	text = html.UnescapeString(strings.Join(strings.Fields(text), ""))
	query := text
	if before, after, found := strings.Cut(text, "?"); found && !strings.Contains(before, "=") {
		query = after
	} else if _, after, found := strings.Cut(text, "#"); found {
		query = after
	}
	query, fragment, _ := strings.Cut(query, "#")
	values, err := url.ParseQuery(strings.TrimLeft(query, "?#"))
	if err != nil {
		return nil, problem.New(problem.Input, "paste-no-code").At("paste")
	}
	if len(values["code"])+len(values["error"]) == 0 {
		if more, err := url.ParseQuery(fragment); err == nil && fragment != "" {
			return more, nil
		}
	}
	return values, nil
}

// unusablePaste explains what was pasted instead of an address: nothing, or what an error
// page of the identity provider says.
func unusablePaste(text string) *problem.Problem {
	if strings.TrimSpace(text) == "" {
		return problem.New(problem.Input, "paste-empty").At("paste")
	}
	if p := problem.Explain(text)[0]; strings.HasPrefix(p.Code, "AADSTS") {
		return p
	}
	return problem.New(problem.Input, "paste-no-code").At("paste")
}
