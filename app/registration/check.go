package registration

import (
	"fmt"
	"strings"
	"time"

	"latchkey/app/cloud"
	"latchkey/app/problem"
	"latchkey/app/recipe"
)

// The states of a finding.
const (
	OK      = "ok"
	Warning = "warning" // works, or may work, and should be looked at
	Wrong   = "wrong"
)

// Finding is one setting of a registration, compared with what a recipe needs.
type Finding struct {
	ID      string `json:"id"`      // "audience", "redirect-uri", ...
	State   string `json:"state"`   // "ok", "warning" or "wrong"
	Setting string `json:"setting"` // as the portal calls it
	Found   string `json:"found,omitempty"`
	// Same says that Found counts as the same as Wanted to Entra, though it is written
	// in another way.
	Same   bool   `json:"same,omitempty"`
	Wanted string `json:"wanted,omitempty"`
	// Problem has the words: what is wrong, why it matters, what to click; nil when OK.
	Problem *problem.Problem `json:"problem,omitempty"`
	// Code is the error that sign-ins end in, as in the catalogue; "" when there is none.
	Code string `json:"code,omitempty"`
	// Fix is empty when nothing is to be done, or when clicks alone can do it.
	Fix Fix `json:"fix"`
}

// checker compares a manifest with a recipe.
type checker struct {
	Manifest
	recipe   recipe.Recipe
	want     *recipe.Registration
	values   recipe.Values
	now      time.Time
	findings []Finding
}

// Check compares a registration with what a recipe needs for a profile's values, setting
// by setting. It is empty for recipes without a registration; those whose maker has
// registered the application get the one finding "maker".
func Check(m Manifest, r recipe.Recipe, v recipe.Values, now time.Time) []Finding {
	if r.Registration == nil {
		return nil
	}
	c := &checker{Manifest: m, recipe: r, want: r.Registration, values: v, now: now}
	if r.Registration.Maker {
		p := problem.New(problem.Input, "registration-by-maker").With("recipe", r.Name)
		c.add(Finding{ID: "maker", State: Warning, Setting: "App registrations", Found: m.Name, Problem: p})
		return c.findings
	}
	c.application()
	c.audience()
	c.platform()
	c.redirects()
	c.oldRedirects()
	c.publicClient()
	c.permissions()
	c.implicit()
	c.secret()
	return c.findings
}

// add notes a finding, with the clicks from the catalogue's words for administrators.
func (c *checker) add(f Finding) {
	if f.Problem != nil {
		f.Problem.Warning = f.State == Warning
		f.Fix.Clicks = f.Problem.Words().Admin
	}
	c.findings = append(c.findings, f)
}

func (c *checker) application() {
	f := Finding{ID: "application", State: OK, Setting: "Application (client) ID", Found: c.AppID, Wanted: c.values["applicationId"]}
	switch {
	case c.Disabled:
		f.State, f.Code, f.Problem = Wrong, "AADSTS7000112", problem.New(problem.Input, "registration-disabled").With("name", c.Name)
	case f.Wanted != "" && f.Found != "" && !strings.EqualFold(f.Found, f.Wanted):
		f.State = Wrong
		f.Problem = problem.New(problem.Input, "registration-other-application").
			With("name", c.Name).With("found", f.Found).With("wanted", f.Wanted)
	}
	if f.Found != "" || f.State != OK {
		c.add(f)
	}
}

func (c *checker) audience() {
	if c.Audience == "" {
		return
	}
	wanted := audienceOf(c.want)
	f := Finding{ID: "audience", State: OK, Setting: "Supported account types", Found: c.Audience, Wanted: wanted}
	switch {
	case c.Audience == wanted:
	case c.Audience == audiencePersonal:
		f.State, f.Problem = Wrong, problem.New(problem.Input, "registration-audience-personal")
	case wanted == audienceMultiple && c.Audience == audienceSingle:
		f.State, f.Code, f.Problem = Wrong, "AADSTS50194", problem.New(problem.Input, "registration-audience-single")
	default:
		f.State, f.Problem = Warning, problem.New(problem.Input, "registration-audience-wide").With("found", c.Audience)
	}
	if f.State != OK {
		f.Fix = c.patch(map[string]any{"signInAudience": wanted})
	}
	c.add(f)
}

func (c *checker) publicClient() {
	f := Finding{ID: "public-client", State: OK, Setting: "Authentication > Allow public client flows", Found: onOff(c.PublicClient), Wanted: onOff(c.want.PublicClient)}
	switch {
	case c.want.PublicClient && !c.PublicClient:
		f.State, f.Code, f.Problem = Wrong, "AADSTS7000218", problem.New(problem.Input, "registration-public-client-off")
	case !c.want.PublicClient && c.PublicClient:
		f.State, f.Problem = Warning, problem.New(problem.Input, "registration-public-client-on")
	}
	if f.State != OK {
		f.Fix = c.patch(map[string]any{"isFallbackPublicClient": c.want.PublicClient})
	}
	c.add(f)
}

// implicit compares the two switches of the implicit grant.
func (c *checker) implicit() {
	fix := func() Fix {
		return c.patch(map[string]any{"web": web{Implicit: &implicit{c.want.IDTokens, c.want.AccessTokens}}})
	}
	f := Finding{ID: "id-tokens", State: OK, Setting: "Authentication > Implicit grant > ID tokens", Found: onOff(c.IDTokens), Wanted: onOff(c.want.IDTokens)}
	switch {
	case c.want.IDTokens && !c.IDTokens:
		f.State, f.Code, f.Problem = Wrong, "AADSTS700054", problem.New(problem.Input, "registration-id-tokens-off")
	case !c.want.IDTokens && c.IDTokens:
		f.State, f.Problem = Warning, problem.New(problem.Input, "registration-id-tokens-on")
	}
	if f.State != OK {
		f.Fix = fix()
	}
	c.add(f)
	if c.practice {
		return
	}
	f = Finding{ID: "access-tokens", State: OK, Setting: "Authentication > Implicit grant > Access tokens", Found: onOff(c.AccessTokens), Wanted: onOff(c.want.AccessTokens)}
	switch {
	case c.want.AccessTokens && !c.AccessTokens:
		f.State, f.Problem = Wrong, problem.New(problem.Input, "registration-access-tokens-off")
	case !c.want.AccessTokens && c.AccessTokens:
		f.State, f.Problem = Warning, problem.New(problem.Input, "registration-access-tokens-on")
	}
	if f.State != OK {
		f.Fix = fix()
	}
	c.add(f)
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// Fix is the same repair in several ways; empty where a way can't do it.
type Fix struct {
	Clicks     string `json:"clicks,omitempty"`     // in the portal, a sentence
	AzureCLI   string `json:"azureCli,omitempty"`   // for a POSIX shell
	PowerShell string `json:"powerShell,omitempty"` // after Connect-MgGraph
	GraphJSON  string `json:"graphJson,omitempty"`  // method and path, an empty line, the body
}

// patch changes members of the application.
func (c *checker) patch(change map[string]any) Fix { return c.call("patch", "", change) }

// call is a request to Microsoft Graph about the application, in the cloud that the tool
// is signed in to. The body goes through standard input: in an argument, az would take
// what begins with @ for the name of a file.
func (c *checker) call(method, path string, value map[string]any) Fix {
	id := c.AppID
	if id == "" {
		id = c.values["applicationId"]
	}
	if !cloud.IsGUID(id) {
		id = "APPLICATION-ID"
	}
	at := fmt.Sprintf("v1.0/applications(appId='%s')%s", id, path)
	return Fix{
		AzureCLI: "printf '%s' " + shQuote(asciiJSON(value)) + " | az rest --method " + method +
			` --url "$(az cloud show --query endpoints.microsoftGraphResourceId --output tsv | tr -d '\r')` + at + `" --body @-`,
		PowerShell: `Invoke-MgGraphRequest -Method ` + strings.ToUpper(method) + ` -Uri "` + at +
			`" -ContentType 'application/json' -Body ` + psQuote(asciiJSON(value)),
		GraphJSON: strings.ToUpper(method) + " /" + at + "\n\n" + string(plainJSON(value, "  ")),
	}
}
