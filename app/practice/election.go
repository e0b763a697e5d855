package practice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"latchkey/app/problem"
)

// Bounds of finding a leader: how long to try, how often to look, and how many
// leaders may be lost under one call. Scripts that run side by side come and go in
// milliseconds, and each of them may have led meanwhile.
const (
	electionTimeout = 10 * time.Second
	electionPoll    = 20 * time.Millisecond
	mostLeaders     = 100
)

// role is this process's place: the leader itself, or a way to it.
type role struct {
	leader   *leader
	follower *follower
}

func (s role) settled() bool { return s.leader != nil || s.follower != nil }

func (s role) do(ctx context.Context, c call) (*reply, error) {
	if s.leader != nil {
		return s.leader.do(ctx, c)
	}
	return s.follower.forward(ctx, c)
}

// do sends a call to whoever owns the tenant now, and becomes the leader
// when there is none.
func (t *Tenant) do(ctx context.Context, c call) (*reply, error) {
	var err error
	for range mostLeaders {
		var s role
		if s, err = t.elect(ctx); err != nil {
			return nil, err
		}
		var p *reply
		p, err = s.do(ctx, c)
		switch {
		case err == nil:
			return p, nil
		case errors.Is(err, errGone):
			t.abandon(s)
		case errors.Is(err, errLost):
			t.abandon(s)
			return nil, problem.New(problem.Network, "practice-interrupted").Because(err)
		default:
			return nil, err
		}
	}
	return nil, problem.New(problem.TimedOut, "practice-unavailable").Because(err)
}

// elect returns this process's place, taking one when it has none.
func (t *Tenant) elect(ctx context.Context) (role, error) {
	ctx, cancel := context.WithTimeout(ctx, electionTimeout)
	defer cancel()
	select {
	case t.electing <- struct{}{}:
		defer func() { <-t.electing }()
	case <-ctx.Done():
		return role{}, noLeader(ctx, nil)
	}
	for {
		if t.closed {
			return role{}, problem.New(problem.Cancelled, "practice-closed")
		}
		if t.role.settled() {
			return t.role, nil
		}
		s, err := t.campaign(ctx)
		if err != nil || s.settled() {
			t.role = s
			return s, err
		}
		select {
		case <-ctx.Done():
			return role{}, noLeader(ctx, t.why)
		case <-time.After(electionPoll):
		}
	}
}

// campaign tries once: the lock first, then the listener of whoever holds it.
func (t *Tenant) campaign(ctx context.Context) (role, error) {
	unlock, free, err := t.dir.TryLock(lockName)
	if err != nil {
		return role{}, storageProblem(err)
	}
	if free {
		o, err := lead(ctx, t.options, t.dir, unlock)
		if err != nil {
			unlock()
			return role{}, err
		}
		return role{leader: o}, nil
	}
	note, err := readAnnouncement(t.dir)
	if newer := (*problem.Problem)(nil); errors.As(err, &newer) {
		return role{}, err
	}
	if err != nil {
		t.why = err // not written yet, or half closed
		return role{}, nil
	}
	d := newFollower(note)
	if t.why = d.hello(ctx); t.why != nil {
		return role{}, nil
	}
	return role{follower: d}, nil
}

// abandon gives up a place whose leader is gone, unless that has been done already.
func (t *Tenant) abandon(s role) {
	t.electing <- struct{}{}
	defer func() { <-t.electing }()
	if s.follower != nil && t.role.follower == s.follower {
		t.role = role{}
	}
}

// noLeader says why no leader was found.
func noLeader(ctx context.Context, why error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return problem.New(problem.TimedOut, "practice-unavailable").
		Because(fmt.Errorf("no leader of the practice tenant answers: %w", errors.Join(why, ctx.Err())))
}
