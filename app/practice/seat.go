package practice

import (
	"context"
	"errors"
	"fmt"
	"time"

	"latchkey/app/problem"
)

// Bounds of finding an owner: how long to try, how often to look, and how many
// owners may be lost under one call.
const (
	seatTime   = 10 * time.Second
	seatPoll   = 20 * time.Millisecond
	seatsTried = 5
)

// seat is this process's place: the owner itself, or a way to it.
type seat struct {
	owner *owner
	door  *door
}

func (s seat) taken() bool { return s.owner != nil || s.door != nil }

func (s seat) exchange(ctx context.Context, c call) (*reply, error) {
	if s.owner != nil {
		return s.owner.exchange(ctx, c)
	}
	return s.door.forward(ctx, c)
}

// exchange sends a call to whoever owns the tenant now, and becomes the owner
// when there is none.
func (t *Tenant) exchange(ctx context.Context, c call) (*reply, error) {
	var err error
	for range seatsTried {
		var s seat
		if s, err = t.sit(ctx); err != nil {
			return nil, err
		}
		var p *reply
		p, err = s.exchange(ctx, c)
		switch {
		case err == nil:
			return p, nil
		case errors.Is(err, errGone):
			t.leave(s)
		case errors.Is(err, errLost):
			t.leave(s)
			return nil, problem.New(problem.Network, "practice-interrupted").Because(err)
		default:
			return nil, err
		}
	}
	return nil, problem.New(problem.TimedOut, "practice-unavailable").Because(err)
}

// sit returns this process's place, taking one when it has none.
func (t *Tenant) sit(ctx context.Context) (seat, error) {
	ctx, cancel := context.WithTimeout(ctx, seatTime)
	defer cancel()
	select {
	case t.turn <- struct{}{}:
		defer func() { <-t.turn }()
	case <-ctx.Done():
		return seat{}, unseated(ctx, nil)
	}
	for {
		if t.closed {
			return seat{}, problem.New(problem.Cancelled, "practice-closed")
		}
		if t.seat.taken() {
			return t.seat, nil
		}
		s, err := t.look(ctx)
		if err != nil || s.taken() {
			t.seat = s
			return s, err
		}
		select {
		case <-ctx.Done():
			return seat{}, unseated(ctx, t.why)
		case <-time.After(seatPoll):
		}
	}
}

// look tries once: the lock first, then the door of whoever holds it.
func (t *Tenant) look(ctx context.Context) (seat, error) {
	unlock, free, err := t.dir.TryLock(lockName)
	if err != nil {
		return seat{}, storageProblem(err)
	}
	if free {
		o, err := own(ctx, t.options, t.dir, unlock)
		if err != nil {
			unlock()
			return seat{}, err
		}
		return seat{owner: o}, nil
	}
	note, err := readDoor(t.dir)
	if newer := (*problem.Problem)(nil); errors.As(err, &newer) {
		return seat{}, err
	}
	if err != nil {
		t.why = err // not written yet, or half closed
		return seat{}, nil
	}
	d := newDoor(note)
	if t.why = d.hello(ctx); t.why != nil {
		return seat{}, nil
	}
	return seat{door: d}, nil
}

// leave gives up a place whose owner is gone, unless that has been done already.
func (t *Tenant) leave(s seat) {
	t.turn <- struct{}{}
	defer func() { <-t.turn }()
	if s.door != nil && t.seat.door == s.door {
		t.seat = seat{}
	}
}

// unseated says why no owner was found.
func unseated(ctx context.Context, why error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return problem.New(problem.TimedOut, "practice-unavailable").
		Because(fmt.Errorf("no owner of the practice tenant answers: %w", errors.Join(why, ctx.Err())))
}
