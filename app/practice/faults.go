package practice

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"latchkey/app/practice/fault"
	"latchkey/app/problem"
)

// Fault is a trouble that is injected into the tenant's answers.
type Fault = fault.Fault

// faultTable holds the list of faults among the engine's records, and faultHeader takes
// one from the leader, who counts, to the member that has the client at hand.
const (
	faultTable  = "practice-fault"
	faultHeader = "Latchkey-Fault"
)

// faults are those that are asked for. They outlive the leader, with how often they
// happened.
type faults struct {
	mu   sync.Mutex
	list kept[[]Fault]
}

func restoreFaults(s *store) *faults { return &faults{list: restore(s, faultTable, []Fault{})} }

func (f *faults) all() []Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.list.value)
}

// set replaces the list; counting begins anew.
func (f *faults) set(list []Fault) error {
	if len(list) > fault.Most {
		return problem.New(problem.Input, "practice-fault").At("faults")
	}
	next := make([]Fault, len(list))
	for i, one := range list {
		if p := one.Check(); p != nil {
			return p.At("[" + strconv.Itoa(i) + "]." + p.Field)
		}
		one.Happened = 0
		next[i] = one
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.list.set(next)
}

// next is the fault that happens to a call, counted.
func (f *faults) next(c call) (Fault, bool) {
	endpoint := endpointOf(c)
	if endpoint == "" {
		return Fault{}, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	one, list, ok := fault.Next(f.list.value, endpoint)
	if !ok {
		return Fault{}, false
	}
	f.list.reset(list) // when it can't be noted, it happens all the same
	return one, true
}

// reset begins again.
func (f *faults) reset() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list.reset([]Fault{})
}

// endpointOf is the endpoint that a call is for.
func endpointOf(c call) string {
	switch c.route.Channel {
	case organization:
		return fault.Organization
	case discovery:
		return fault.Discovery
	case identity, pages:
		return fault.EndpointOf(c.request.Method, c.request.URL.Path)
	}
	return ""
}

// answered is a fault's answer in the tenant's place.
func (l *leader) answered(f Fault, to route, r *http.Request) *reply {
	p := newReply()
	switch {
	case f.Drop:
		p.WriteHeader(http.StatusBadGateway) // for the counters; nobody sees it
	case f.LeavesWords() && f.Endpoint == fault.Organization:
		l.engine.ServeOrganizationFault(p, r, to.Organization, f.Status, f.Code, f.RetryAfterSeconds)
	case f.LeavesWords():
		l.engine.ServeFault(p, r, f.Status, f.OnPage())
	default:
		f.Answer(p)
	}
	return p
}

// applyFault has a fault happen to a reply, as far as the leader can: the rest travels along.
func (p *reply) applyFault(f Fault) {
	f.Mark(p.header)
	if f.DelaySeconds == 0 && f.TruncateAt == nil && !f.Drop {
		return
	}
	value, err := json.Marshal(f)
	if err == nil {
		p.header.Set(faultHeader, string(value))
	}
}

// pendingFault is what is left of a fault for the member that has the client at hand.
func (p *reply) pendingFault() (f Fault) {
	if text := p.header.Get(faultHeader); text != "" {
		p.header.Del(faultHeader)
		_ = json.Unmarshal([]byte(text), &f)
	}
	return f
}

// delayed waits as long as a fault wants; it ends early with the context, or when the
// process leaves the tenant.
func delayed(ctx context.Context, f Fault, closing context.Context) error {
	if f.DelaySeconds == 0 {
		return nil
	}
	timer := time.NewTimer(time.Duration(f.DelaySeconds * float64(time.Second)))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-closing.Done():
		return problem.New(problem.Cancelled, "practice-closed")
	}
}

// cut says after how many bytes a body breaks off; whole says that it doesn't.
func cut(f Fault, size int) (n int, whole bool) {
	if f.TruncateAt == nil || *f.TruncateAt >= size {
		return size, true
	}
	return *f.TruncateAt, false
}

// brokenOff is a body of which only the first bytes came.
type brokenOff struct{ rest io.Reader }

func (b brokenOff) Read(p []byte) (int, error) {
	n, err := b.rest.Read(p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (brokenOff) Close() error { return nil }

// faultyResponse is the reply as the back channel's client gets it.
func (p *reply) faultyResponse(r *http.Request, closing context.Context) (*http.Response, error) {
	f := p.pendingFault()
	if err := delayed(r.Context(), f, closing); err != nil {
		return nil, err
	}
	if f.Drop {
		return nil, io.EOF // what net/http says of a connection that ends before the answer
	}
	response := p.response(r)
	if n, whole := cut(f, p.body.Len()); !whole {
		_ = response.Body.Close()
		response.Body = brokenOff{io.LimitReader(&p.body, int64(n))}
	}
	return response, nil
}

// sendFaulty writes the reply to a server's client. It panics with
// http.ErrAbortHandler, as net/http wants it, to end the connection.
func (p *reply) sendFaulty(ctx context.Context, w http.ResponseWriter, closing context.Context) {
	f := p.pendingFault()
	if f.DelaySeconds > 0 {
		until := time.Now().Add(time.Duration(f.DelaySeconds*float64(time.Second)) + forwardTimeout)
		_ = http.NewResponseController(w).SetWriteDeadline(until)
	}
	if delayed(ctx, f, closing) != nil || f.Drop {
		panic(http.ErrAbortHandler)
	}
	n, whole := cut(f, p.body.Len())
	if whole {
		p.send(w)
		return
	}
	p.sendFirst(w, n)
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}
