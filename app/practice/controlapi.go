package practice

import (
	"net/http"
	"strings"
	"time"

	"latchkey/app/practice/entra"
)

// controlBase is the path below which the control interface answers. Its form is
// described in docs/practice-control.md.
const controlBase = "/control"

// The bodies that the control interface reads and writes beside the engine's own
// types. Durations are seconds there.
type (
	advance struct {
		AdvanceSeconds float64 `json:"advanceSeconds"`
	}
	revAnswer struct {
		Rev int `json:"rev"`
	}
	clockAnswer struct {
		Time time.Time `json:"time"`
	}
	settings struct {
		TokenLifetimeSeconds *float64 `json:"tokenLifetimeSeconds"`
		Organizations        *int     `json:"organizations"`
		Tenants              *int     `json:"tenants"`
		BlockDeviceCode      *bool    `json:"blockDeviceCode"`
		DoubleSlash          *bool    `json:"doubleSlash"`
		StrictRefreshTokens  *bool    `json:"strictRefreshTokens"`
	}
)

// controlAPI is the control interface over HTTP. Each subject has a file of its own, with
// the client's side of it.
type controlAPI struct {
	leader *leader
	engine *entra.Server
}

// routes takes a handler for a method and a path below controlBase.
type routes func(pattern string, h func(*http.Request) (any, error))

// newControlAPI makes the handler. It holds no guard of its own: the listeners let
// nobody through without a bearer.
func newControlAPI(o *leader) http.Handler {
	a := controlAPI{o, o.engine}
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
	on("GET /clock", a.clock)
	on("POST /clock", a.advance)
	on("GET /alarms", func(*http.Request) (any, error) { return a.engine.State().Alarms, nil })
	on("GET /counters", func(*http.Request) (any, error) { return o.counters.all(), nil })
	on("POST /reset", a.reset)
	for _, subject := range []func(routes){
		a.peopleRoutes, a.appRoutes, a.policyRoutes, a.phoneRoutes, a.faultRoutes, a.scenarioRoutes, a.waitRoutes, a.keyRoutes,
	} {
		subject(on)
	}
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
	if in.Tenants != nil {
		now.Tenants = typed.Tenants
	}
	if in.BlockDeviceCode != nil {
		now.BlockDeviceCode = typed.BlockDeviceCode
	}
	if in.DoubleSlash != nil {
		now.DoubleSlash = typed.DoubleSlash
	}
	if in.StrictRefreshTokens != nil {
		now.StrictRefreshTokens = typed.StrictRefreshTokens
	}
	return newSettings(now), a.engine.SetSettings(now)
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
	a.leader.forget()
	return done{}, nil
}
