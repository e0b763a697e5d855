package practice

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra"
	"latchkey/app/problem"
)

// controlBase is the path below which the control interface answers. Its form is
// described in docs/practice.md.
const controlBase = "/control"

// waitTime is how long one long poll lasts; the caller asks again.
const waitTime = 25 * time.Second

// The bodies that the control interface reads and writes beside the engine's own
// types. Durations are seconds there.
type (
	approval struct {
		Number string `json:"number"`
	}
	advance struct {
		AdvanceSeconds float64 `json:"advanceSeconds"`
	}
	revAnswer struct {
		Rev int `json:"rev"`
	}
	clockAnswer struct {
		Time time.Time `json:"time"`
	}
	certificateText struct {
		Certificate string `json:"certificate"` // PEM
	}
	settings struct {
		TokenLifetimeSeconds *float64 `json:"tokenLifetimeSeconds"`
		Organizations        *int     `json:"organizations"`
		BlockDeviceCode      *bool    `json:"blockDeviceCode"`
		DoubleSlash          *bool    `json:"doubleSlash"`
	}
)

// controlAPI is the control interface over HTTP.
type controlAPI struct {
	engine   *entra.Server
	counters *counters
}

// newControlAPI makes the handler. It holds no guard of its own: the doors let
// nobody through without a bearer.
func newControlAPI(engine *entra.Server, c *counters) http.Handler {
	a := controlAPI{engine, c}
	mux := http.NewServeMux()
	on := func(pattern string, h func(*http.Request) (any, error)) {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(method+" "+controlBase+path, func(w http.ResponseWriter, r *http.Request) {
			out, err := h(r)
			if err != nil {
				fail(w, err)
				return
			}
			writeJSON(w, http.StatusOK, out)
		})
	}
	on("GET /state", a.state)
	on("GET /settings", a.settings)
	on("PUT /settings", a.setSettings)
	on("GET /users", func(*http.Request) (any, error) { return engine.Users(), nil })
	on("GET /users/{user}/code", a.code)
	on("GET /codes", func(*http.Request) (any, error) { return engine.Codes(), nil })
	on("GET /apps", func(*http.Request) (any, error) { return engine.Apps(), nil })
	on("POST /apps/{id}/certificates", a.addCertificate)
	on("GET /prompts", func(*http.Request) (any, error) { return engine.Prompts(), nil })
	on("POST /prompts/{id}/approve", a.approve)
	on("POST /prompts/{id}/deny", a.deny)
	on("POST /prompts/{id}/report", a.report)
	on("GET /clock", a.clock)
	on("POST /clock", a.advance)
	on("GET /alarms", func(*http.Request) (any, error) { return engine.State().Alarms, nil })
	on("GET /counters", func(*http.Request) (any, error) { return c.all(), nil })
	on("POST /reset", a.reset)
	on("GET /wait", a.wait)
	return mux
}

func (a controlAPI) state(*http.Request) (any, error) { return newStateAnswer(a.engine.State()), nil }

func (a controlAPI) settings(*http.Request) (any, error) {
	return newSettings(a.engine.State().Settings), nil
}

// setSettings changes what the body names and leaves the rest.
func (a controlAPI) setSettings(r *http.Request) (any, error) {
	var in settings
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	typed, err := in.typed()
	if err != nil {
		return nil, err
	}
	now := a.engine.State().Settings
	if in.TokenLifetimeSeconds != nil {
		now.TokenLifetime = typed.TokenLifetime
	}
	if in.Organizations != nil {
		now.Organizations = typed.Organizations
	}
	if in.BlockDeviceCode != nil {
		now.BlockDeviceCode = typed.BlockDeviceCode
	}
	if in.DoubleSlash != nil {
		now.DoubleSlash = typed.DoubleSlash
	}
	return newSettings(now), a.engine.SetSettings(now)
}

// code is one user's one-time code.
func (a controlAPI) code(r *http.Request) (any, error) {
	for _, c := range a.engine.Codes() {
		if strings.EqualFold(c.UserPrincipalName, r.PathValue("user")) {
			return c, nil
		}
	}
	return nil, problem.New(problem.NotFound, "practice-no-code").With("user", r.PathValue("user"))
}

func (a controlAPI) approve(r *http.Request) (any, error) {
	var in approval
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return done{}, a.engine.Approve(r.PathValue("id"), strings.TrimSpace(in.Number))
}

func (a controlAPI) deny(r *http.Request) (any, error) {
	return done{}, a.engine.Deny(r.PathValue("id"))
}

func (a controlAPI) report(r *http.Request) (any, error) {
	return done{}, a.engine.Report(r.PathValue("id"))
}

func (a controlAPI) addCertificate(r *http.Request) (any, error) {
	var in certificateText
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return a.engine.AddCertificate(r.PathValue("id"), in.Certificate)
}

func (a controlAPI) clock(*http.Request) (any, error) {
	return clockAnswer{a.engine.State().Time}, nil
}

func (a controlAPI) advance(r *http.Request) (any, error) {
	var in advance
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	d, err := seconds(in.AdvanceSeconds)
	if err != nil {
		return nil, err
	}
	if err := a.engine.AdvanceClock(d); err != nil {
		return nil, err
	}
	return clockAnswer{a.engine.State().Time}, nil
}

func (a controlAPI) reset(*http.Request) (any, error) {
	a.engine.Reset()
	a.counters.reset()
	return done{}, nil
}

// wait answers when the state has another rev, or after waitTime with the same.
func (a controlAPI) wait(r *http.Request) (any, error) {
	rev, err := strconv.Atoi(r.URL.Query().Get("rev"))
	if err != nil {
		return nil, badRequest(err)
	}
	ctx, cancel := context.WithTimeout(r.Context(), waitTime)
	defer cancel()
	now, err := a.engine.Wait(ctx, rev)
	if err != nil && ctx.Err() == nil {
		return nil, err
	}
	return revAnswer{now}, nil
}
