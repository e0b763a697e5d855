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
