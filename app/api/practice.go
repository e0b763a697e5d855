package api

import (
	"context"
	"sync"
	"time"

	"latchkey/app/practice"
	"latchkey/app/program"
)

// Practice is the practice tenant as a person rehearses with it: its users and the
// simulated phone.
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
	v := PracticeState{TenantID: state.TenantID, Domain: state.Domain, Organizations: state.Settings.Organizations, Rev: state.Rev}
	if len(apps) > 0 && len(apps[0].RedirectURIs) > 0 {
		v.ApplicationID, v.RedirectURI = apps[0].ApplicationID, apps[0].RedirectURIs[0]
	}
	return v, nil
}

// Users lists the practice users with what is needed to play them.
func (s *Practice) Users() ([]PracticeUser, error) {
	c, ctx, cancel, err := s.control()
	if err != nil {
		return nil, err
	}
	defer cancel()
	users, err := c.Users(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]PracticeUser, len(users))
	for i, u := range users {
		list[i] = PracticeUser{
			UserPrincipalName: u.UserPrincipalName, DisplayName: u.DisplayName,
			Password: u.Password, TOTPSecret: u.TOTPSecret, Methods: u.Methods,
		}
	}
	return list, nil
}

// Phone is everything that waits on the simulated phone. A prompt's number is left
// out: the person reads it in the browser, as with a real phone.
func (s *Practice) Phone() (Phone, error) {
	c, ctx, cancel, err := s.control()
	if err != nil {
		return Phone{}, err
	}
	defer cancel()
	prompts, err := c.Prompts(ctx)
	if err != nil {
		return Phone{}, err
	}
	codes, err := c.Codes(ctx)
	if err != nil {
		return Phone{}, err
	}
	now, err := c.Clock(ctx)
	if err != nil {
		return Phone{}, err
	}
	return phoneOf(prompts, codes, now), nil
}

func phoneOf(prompts []practice.Prompt, codes []practice.Code, now time.Time) Phone {
	v := Phone{Prompts: make([]PhonePrompt, len(prompts)), Codes: make([]PhoneCode, len(codes))}
	for i, p := range prompts {
		v.Prompts[i] = PhonePrompt{
			ID: p.ID, UserPrincipalName: p.UserPrincipalName, Application: p.Application,
			CreatedAt: p.CreatedAt.Format(time.RFC3339), ExpiresAt: p.ExpiresAt.Format(time.RFC3339),
		}
	}
	for i, c := range codes {
		v.Codes[i] = PhoneCode{
			UserPrincipalName: c.UserPrincipalName, Code: c.Code, Used: c.Used,
			SecondsLeft: int(c.ValidUntil.Sub(now).Round(time.Second).Seconds()),
		}
	}
	return v
}

// Approve answers a prompt with Yes and the number that the browser shows.
func (s *Practice) Approve(promptID, number string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Approve(ctx, promptID, number) })
}

// Deny answers a prompt with No.
func (s *Practice) Deny(promptID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Deny(ctx, promptID) })
}

// Report answers a prompt with "not me", which reports fraud.
func (s *Practice) Report(promptID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Report(ctx, promptID) })
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
