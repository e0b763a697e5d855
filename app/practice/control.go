package practice

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/phone"
	"latchkey/app/problem"
)

// What the control interface speaks of.
type (
	State    = directory.State
	Settings = directory.Settings
	User     = directory.User
	App      = directory.App
	Prompt   = phone.Prompt
	Code     = phone.Code
	Alarm    = directory.Alarm
	// ClientSecret and AppCertificate are what a Web registration proves itself with.
	ClientSecret   = directory.ClientSecret
	AppCertificate = directory.AppCertificate
)

// Control is the administrator's and the phone's side of the tenant, wherever its
// leader runs. Its errors are *problem.Problem with the engine's codes, such as
// "prompt-not-found", "prompt-wrong-number" and "practice-settings", or the
// context's own error.
type Control struct{ tenant *Tenant }

// Control returns the control side.
func (t *Tenant) Control() Control { return Control{t} }

// State returns the tenant's state.
func (c Control) State(ctx context.Context) (State, error) {
	var answer stateAnswer
	if err := c.call(ctx, http.MethodGet, "/state", nil, &answer); err != nil {
		return State{}, err
	}
	return answer.state()
}

// Settings are what is set at the moment.
func (c Control) Settings(ctx context.Context) (Settings, error) {
	s, err := c.State(ctx)
	return s.Settings, err
}

// SetSettings sets all settings; the zero value of each is its default.
func (c Control) SetSettings(ctx context.Context, s Settings) error {
	return c.call(ctx, http.MethodPut, "/settings", newSettings(s), nil)
}

// Users lists the practice users with their passwords.
func (c Control) Users(ctx context.Context) (all []User, err error) {
	err = c.call(ctx, http.MethodGet, "/users", nil, &all)
	return all, err
}

// Codes lists the one-time codes that hold at the moment.
func (c Control) Codes(ctx context.Context) (all []Code, err error) {
	err = c.call(ctx, http.MethodGet, "/codes", nil, &all)
	return all, err
}

// Code is one user's one-time code.
func (c Control) Code(ctx context.Context, user string) (code Code, err error) {
	err = c.call(ctx, http.MethodGet, "/users/"+url.PathEscape(user)+"/code", nil, &code)
	return code, err
}

// Alarms lists what an administrator would have been told, oldest first.
func (c Control) Alarms(ctx context.Context) (all []Alarm, err error) {
	err = c.call(ctx, http.MethodGet, "/alarms", nil, &all)
	return all, err
}

// Counters returns how often tokens were asked for, by grant_type, since the last
// reset.
func (c Control) Counters(ctx context.Context) (all map[string]Count, err error) {
	err = c.call(ctx, http.MethodGet, "/counters", nil, &all)
	return all, err
}

// Clock is the practice tenant's time.
func (c Control) Clock(ctx context.Context) (time.Time, error) {
	var now clockAnswer
	err := c.call(ctx, http.MethodGet, "/clock", nil, &now)
	return now.Time, err
}

// AdvanceClock moves the practice tenant's time forward.
func (c Control) AdvanceClock(ctx context.Context, d time.Duration) error {
	return c.call(ctx, http.MethodPost, "/clock", advance{d.Seconds()}, nil)
}

// Reset puts everything back as it was at first.
func (c Control) Reset(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/reset", nil, nil)
}

// call asks the control interface with a JSON body, or with none.
func (c Control) call(ctx context.Context, method, path string, in, out any) error {
	body := ""
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = string(data)
	}
	return c.send(ctx, method, path, "application/json", body, out)
}

func (c Control) send(ctx context.Context, method, path, contentType, body string, out any) error {
	r, err := http.NewRequestWithContext(ctx, method, "http://control"+controlBase+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", contentType)
	request, err := newCall(r, inProcess(control))
	if err != nil {
		return err
	}
	p, err := c.tenant.do(ctx, request)
	if err != nil {
		return err
	}
	return p.decode(out)
}

// decode reads a control reply: the value asked for, or the problem.
func (p *reply) decode(out any) error {
	if p.status >= 300 {
		var said problem.Problem
		if json.Unmarshal(p.body.Bytes(), &said) == nil && said.Kind != "" {
			return &said
		}
		return problem.New(problem.Internal, "internal").Raw(p.body.String())
	}
	if out == nil {
		return nil
	}
	err := json.NewDecoder(&p.body).Decode(out)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return err
}
