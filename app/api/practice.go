package api

import (
	"context"
	"sync"
	"time"

	"latchkey/app/practice"
	"latchkey/app/program"
)

// Practice is the practice tenant: its users and the simulated phone, for whoever
// rehearses with it, and the administrator's desk, for whoever leads the rehearsal. What
// passwords, secrets and codes it shows open nothing but that tenant.
type Practice struct {
	program *program.Program
	hub     *hub

	mu      sync.Mutex
	stop    context.CancelFunc
	stopped chan struct{}
}

// askLimit bounds a question to the tenant's owner, which may be another process.
const askLimit = 15 * time.Second

// control joins the tenant, and from then on announces its changes.
func (s *Practice) control() (practice.Control, context.Context, context.CancelFunc, error) {
	ctx, cancel := context.WithTimeout(context.Background(), askLimit)
	tenant, err := s.program.Practice(ctx)
	if err != nil {
		cancel()
		return practice.Control{}, nil, nil, err
	}
	s.watch(tenant.Control())
	return tenant.Control(), ctx, cancel, nil
}

// watch announces every change of the tenant, wherever it runs, until close.
func (s *Practice) watch(c practice.Control) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.stop, s.stopped = cancel, make(chan struct{})
	go func() {
		defer close(s.stopped)
		rev := -1
		for ctx.Err() == nil {
			next, err := c.Wait(ctx, rev)
			if err != nil {
				pause(ctx)
				continue
			}
			if next != rev {
				rev = next
				s.hub.changed(TopicPractice)
			}
		}
	}()
}

// pause waits a second before a lost owner is asked again.
func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}

func (s *Practice) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		s.stop()
		<-s.stopped
	}
}

// State is the tenant at a glance, with what a practice profile needs.
func (s *Practice) State() (PracticeState, error) {
	c, ctx, cancel, err := s.control()
	if err != nil {
		return PracticeState{}, err
	}
	defer cancel()
	state, err := c.State(ctx)
	if err != nil {
		return PracticeState{}, err
	}
	apps, err := c.Apps(ctx)
	if err != nil {
		return PracticeState{}, err
	}
	loaded, err := c.Scenario(ctx)
	if err != nil {
		return PracticeState{}, err
	}
	v := PracticeState{
		TenantID: state.TenantID, Domain: state.Domain, Organizations: state.Settings.Organizations, Rev: state.Rev,
		Time: state.Time.Format(time.RFC3339), AheadSeconds: int(state.ClockOffset.Seconds()), Scenario: loaded.Scenario,
	}
	if len(apps) > 0 && len(apps[0].RedirectURIs) > 0 {
		v.ApplicationID, v.RedirectURI = apps[0].ApplicationID, apps[0].RedirectURIs[0]
	}
	return v, nil
}

// Users lists the practice users with what is needed to play them.
func (s *Practice) Users() ([]PracticeUser, error) {
	users, err := asked(s, practice.Control.Users)
	list := make([]PracticeUser, len(users))
	for i, u := range users {
		list[i] = PracticeUser{
			UserPrincipalName: u.UserPrincipalName, DisplayName: u.DisplayName,
			Password: u.Password, TOTPSecret: u.TOTPSecret, Methods: u.Methods, States: u.Special(),
		}
	}
	return list, err
}

// Reset puts the practice tenant back as it was at first.
func (s *Practice) Reset() error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Reset(ctx) })
}

func (s *Practice) answer(do func(context.Context, practice.Control) error) error {
	c, ctx, cancel, err := s.control()
	if err != nil {
		return err
	}
	defer cancel()
	return do(ctx, c)
}

// asked is the answer to one question.
func asked[T any](s *Practice, ask func(practice.Control, context.Context) (T, error)) (answer T, err error) {
	c, ctx, cancel, err := s.control()
	if err != nil {
		return answer, err
	}
	defer cancel()
	return ask(c, ctx)
}

// PracticeUser is a user of the practice tenant with what is needed to play them.
// Practice passwords open nothing but the practice tenant on this machine.
type PracticeUser struct {
	UserPrincipalName string   `json:"userPrincipalName"`
	DisplayName       string   `json:"displayName"`
	Password          string   `json:"password"` // "" when the person has chosen another one
	TOTPSecret        string   `json:"totpSecret"`
	Methods           []string `json:"methods"` // "PhoneAppNotification", "PhoneAppOTP" ...; empty without MFA
	States            []string `json:"states"`  // "blocked", "disabled" ..., see practice.User.Special
}

// PracticeState is what the practice view shows.
type PracticeState struct {
	TenantID      string `json:"tenantId"`
	Domain        string `json:"domain"`
	ApplicationID string `json:"applicationId"`
	RedirectURI   string `json:"redirectUri"`
	Organizations int    `json:"organizations"`
	Rev           int    `json:"rev"`
	Time          string `json:"time"` // of the practice clock
	AheadSeconds  int    `json:"aheadSeconds"`
	Scenario      string `json:"scenario"` // loaded last, "" without one
}

// Phone is the simulated phone: everything that waits for an answer now, and what came
// lately.
type Phone struct {
	Prompts []PhonePrompt `json:"prompts"`
	Codes   []PhoneCode   `json:"codes"`
	// HiddenCodes is how many codes were left out because everybody's are too many.
	HiddenCodes int              `json:"hiddenCodes"`
	Messages    []PhoneMessage   `json:"messages"` // newest first
	Enrolments  []PhoneEnrolment `json:"enrolments"`
}

// PhonePrompt is one sign-in request on the simulated phone. The number that the browser
// shows is not in it: the person reads it there, as with a real phone.
type PhonePrompt struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"` // "" where the phone doesn't name it
	Place             string `json:"place"`       // where the sign-in comes from; "" likewise
	Number            bool   `json:"number"`      // one has to be typed
	Key               bool   `json:"key"`         // a security key that wants to be touched
	Report            bool   `json:"report"`      // fraud can be reported
	SecondsLeft       int    `json:"secondsLeft"`
}

// PhoneCode is a user's current one-time code.
type PhoneCode struct {
	UserPrincipalName string `json:"userPrincipalName"`
	Code              string `json:"code"`
	SecondsLeft       int    `json:"secondsLeft"`
	Used              bool   `json:"used"`   // typed already: the next one is needed
	Tenant            string `json:"tenant"` // where it is good, "" for the user's home
	Fresh             bool   `json:"fresh"`  // of an account that isn't registered yet
}

// PhoneMessage is a text or a call; see practice.Message for its states.
type PhoneMessage struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	Kind              string `json:"kind"`   // "text" or "call"
	Number            string `json:"number"` // that was dialled
	Body              string `json:"body"`   // the text, or what the voice says
	Code              string `json:"code"`
	State             string `json:"state"`
	CreatedAt         string `json:"createdAt"`
	SecondsLeft       int    `json:"secondsLeft"`
}

// PhoneEnrolment is a QR code that a browser shows now.
type PhoneEnrolment struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Tenant            string `json:"tenant"`
	Typed             string `json:"typed"` // what stands beside the QR code for typing
	Scanned           bool   `json:"scanned"`
}

// ScenarioInfo is a scenario that comes with Latchkey.
type ScenarioInfo struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}
